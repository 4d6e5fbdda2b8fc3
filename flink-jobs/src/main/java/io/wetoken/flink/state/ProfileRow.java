package io.wetoken.flink.state;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Profiles;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What an account did on one day as its bytes in checkpoints, to which an act is added without taking them apart: as objects the many ids of a day took five
 * times the memory. Immutable.
 */
public final class ProfileRow {
    private static final String NAME = "profile";
    /** Of all days, with counts that nobody read, and without what was seen. */
    private static final int WITHOUT_SEEN = 1;

    private static final int OF_ALL_DAYS = 2;
    private static final int VERSION = 3;

    private final byte[] bytes;

    ProfileRow(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Of a day on which nothing has been done. */
    public static ProfileRow of(Epoch day) {
        return new ProfileRow(new ByteWriter()
                .number(VERSION)
                .number(day.day())
                .number(0)
                .number(0)
                .bytes());
    }

    static ProfileRow of(Epoch day, Profile profile) {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .number(day.day())
                .number(profile.recent().size());
        profile.recent().forEach(act -> write(out, act));
        out.number(profile.seen().size());
        profile.seen().forEach(content -> out.text(content.value()));
        return new ProfileRow(out.bytes());
    }

    private static byte[] bytes(Interaction act) {
        ByteWriter out = new ByteWriter();
        write(out, act);
        return out.bytes();
    }

    private static void write(ByteWriter out, Interaction act) {
        out.text(act.content().value())
                .text(act.owner().value())
                .text(act.kind())
                .number(act.at());
    }

    /** What a checkpoint of before rows were of days holds, as if it were all of the last one. */
    public ProfileRow ofItsLastDay() {
        ByteReader in = new ByteReader(NAME, bytes);
        int version = in.version(WITHOUT_SEEN, OF_ALL_DAYS);
        in.skipText(); // The account.
        in.number(); // When it was seen first.
        Epoch day = Epoch.of(in.number());
        in.number(); // Plays.
        in.number(); // Likes.
        ByteWriter out = new ByteWriter().number(VERSION).number(day.day()).part(bytes, in.position(), bytes.length);
        return new ProfileRow(version == WITHOUT_SEEN ? out.number(0).bytes() : out.bytes());
    }

    byte[] bytes() {
        return bytes;
    }

    public Epoch day() {
        ByteReader in = new ByteReader(NAME, bytes);
        in.version(VERSION);
        return new Epoch(LocalDate.ofEpochDay(in.number()));
    }

    public Profile profile(AccountId account) {
        ByteReader in = new ByteReader(NAME, bytes);
        in.version(VERSION);
        in.number();
        List<Interaction> recent = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            recent.add(new Interaction(new ContentId(in.text()), new AccountId(in.text()), in.text(), in.number()));
        }
        List<ContentId> seen = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            seen.add(new ContentId(in.text()));
        }
        in.end();
        return new Profile(account, recent, seen);
    }

    /**
     * With one more act.
     *
     * @param act takes its place by its time, once: one that says the same of the same moment is no other; null for what tells nothing
     * @param seen comes first; null for nothing
     */
    public ProfileRow with(Interaction act, ContentId seen) {
        if (act == null && seen == null) {
            return this;
        }
        ByteReader in = new ByteReader(NAME, bytes);
        in.version(VERSION);
        in.number();
        ByteWriter out = new ByteWriter().part(bytes, 0, in.position());
        recent(in, out, act);
        seen(in, out, seen);
        in.end();
        return new ProfileRow(out.bytes());
    }

    private void recent(ByteReader in, ByteWriter out, Interaction act) {
        int count = in.count();
        int start = in.position();
        byte[] added = act == null ? null : bytes(act);
        boolean known = false;
        int place = -1;
        int full = start;
        for (int i = 0; i < count; i++) {
            int here = in.position();
            in.skipText();
            in.skipText();
            in.skipText();
            long time = in.number();
            known |= act != null
                    && time == act.at()
                    && Arrays.equals(bytes, here, in.position(), added, 0, added.length);
            if (act != null && place < 0 && time <= act.at()) {
                place = here;
            }
            if (i < Profiles.MAX_RECENT - 1) {
                full = in.position();
            }
        }
        int end = in.position();
        if (act == null || known || (place < 0 && count == Profiles.MAX_RECENT)) {
            out.number(count).part(bytes, start, end);
            return;
        }
        int at = place < 0 ? end : place;
        out.number(Math.min(count + 1, Profiles.MAX_RECENT))
                .part(bytes, start, at)
                .part(added, 0, added.length)
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
