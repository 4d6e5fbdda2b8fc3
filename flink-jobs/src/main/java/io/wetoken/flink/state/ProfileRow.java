package io.wetoken.flink.state;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A profile as its bytes in checkpoints, to which an act is added without taking them apart: as objects the hundreds of ids of a profile took five times the
 * memory. Immutable.
 */
public final class ProfileRow {
    private static final String NAME = "profile";

    private final byte[] bytes;

    ProfileRow(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of an account that nothing is known of. */
    public static ProfileRow of(AccountId account, long at) {
        return new ProfileRow(new ByteWriter()
                .number(ProfileCodec.VERSION)
                .text(account.value())
                .number(at)
                .number(at)
                .number(0)
                .number(0)
                .number(0)
                .number(0)
                .bytes());
    }

    static ProfileRow of(Profile profile) {
        return new ProfileRow(ProfileCodec.encode(profile));
    }

    byte[] bytes() {
        return bytes;
    }

    public Profile profile() {
        return ProfileCodec.decode(bytes);
    }

    /**
     * With one more act.
     *
     * @param at true time
     * @param act takes its place by its time; null for what tells nothing
     * @param seen comes first; null for nothing
     */
    public ProfileRow with(long at, boolean play, boolean like, Interaction act, ContentId seen) {
        ByteReader in = new ByteReader(NAME, bytes);
        int version = in.version(ProfileCodec.WITHOUT_SEEN, ProfileCodec.VERSION);
        int account = in.position();
        in.skipText();
        ByteWriter out = new ByteWriter().number(ProfileCodec.VERSION).part(bytes, account, in.position());
        out.number(Math.min(in.number(), at)).number(Math.max(in.number(), at));
        out.number(in.number() + (play ? 1 : 0)).number(in.number() + (like ? 1 : 0));
        recent(in, out, act);
        if (version == ProfileCodec.WITHOUT_SEEN) {
            out.number(seen == null ? 0 : 1);
            if (seen != null) {
                out.text(seen.value());
            }
        } else {
            seen(in, out, seen);
        }
        in.end();
        return new ProfileRow(out.bytes());
    }

    private void recent(ByteReader in, ByteWriter out, Interaction act) {
        int count = in.count();
        int start = in.position();
        int place = -1;
        int full = start;
        for (int i = 0; i < count; i++) {
            int here = in.position();
            in.skipText();
            in.skipText();
            in.skipText();
            long time = in.number();
            if (act != null && place < 0 && time <= act.at()) {
                place = here;
            }
            if (i < Profiles.MAX_RECENT - 1) {
                full = in.position();
            }
        }
        int end = in.position();
        if (act == null || (place < 0 && count == Profiles.MAX_RECENT)) {
            out.number(count).part(bytes, start, end);
            return;
        }
        int at = place < 0 ? end : place;
        out.number(Math.min(count + 1, Profiles.MAX_RECENT))
                .part(bytes, start, at)
                .text(act.content().value())
                .text(act.owner().value())
                .text(act.kind())
                .number(act.at())
                .part(bytes, at, Math.max(at, full));
    }

    private void seen(ByteReader in, ByteWriter out, ContentId content) {
        int count = in.count();
        int start = in.position();
        byte[] utf8 = content == null ? null : content.value().getBytes(StandardCharsets.UTF_8);
        int from = -1;
        int to = -1;
        int last = start;
        for (int i = 0; i < count; i++) {
            last = in.position();
            if (utf8 == null || from >= 0) {
                in.skipText();
            } else if (in.textIs(utf8)) {
                from = last;
                to = in.position();
            }
        }
        int end = in.position();
        if (content == null || (from == start && count > 0)) {
            out.number(count).part(bytes, start, end);
        } else if (from >= 0) {
            out.number(count).text(content.value()).part(bytes, start, from).part(bytes, to, end);
        } else {
            boolean full = count == Profiles.MAX_SEEN;
            out.number(full ? count : count + 1).text(content.value()).part(bytes, start, full ? last : end);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ProfileRow row && Arrays.equals(bytes, row.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return profile().toString();
    }

    static final class RowCodec implements Codec<ProfileRow> {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public byte[] encode(ProfileRow row) {
            return row.bytes();
        }

        @Override
        public ProfileRow decode(byte[] bytes) {
            return new ProfileRow(bytes);
        }
    }
}
