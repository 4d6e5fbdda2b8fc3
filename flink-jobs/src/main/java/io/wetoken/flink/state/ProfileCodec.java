package io.wetoken.flink.state;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.util.ArrayList;
import java.util.List;

/** The form of a profile in checkpoints. */
final class ProfileCodec {
    /** Of checkpoints made before profiles held what was seen. */
    static final int WITHOUT_SEEN = 1;

    static final int VERSION = 2;

    private ProfileCodec() {}

    static byte[] encode(Profile profile) {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .text(profile.account().value())
                .number(profile.firstSeen())
                .number(profile.lastSeen())
                .number(profile.plays())
                .number(profile.likes())
                .number(profile.recent().size());
        for (Interaction one : profile.recent()) {
            out.text(one.content().value())
                    .text(one.owner().value())
                    .text(one.kind())
                    .number(one.at());
        }
        out.number(profile.seen().size());
        profile.seen().forEach(content -> out.text(content.value()));
        return out.bytes();
    }

    static Profile decode(byte[] bytes) {
        ByteReader in = new ByteReader("profile", bytes);
        int version = in.version(WITHOUT_SEEN, VERSION);
        AccountId account = new AccountId(in.text());
        long firstSeen = in.number();
        long lastSeen = in.number();
        long plays = in.number();
        long likes = in.number();
        int count = in.count();
        List<Interaction> recent = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            recent.add(new Interaction(new ContentId(in.text()), new AccountId(in.text()), in.text(), in.number()));
        }
        List<ContentId> seen = new ArrayList<>();
        for (int left = version == WITHOUT_SEEN ? 0 : in.count(); left > 0; left--) {
            seen.add(new ContentId(in.text()));
        }
        in.end();
        return new Profile(account, firstSeen, lastSeen, plays, likes, recent, seen);
    }
}
