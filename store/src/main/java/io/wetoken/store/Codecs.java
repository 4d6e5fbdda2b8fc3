package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Wallets.Entry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The values of cells as bytes; each begins with its version. Ids that are in the row key are not repeated. */
final class Codecs {
    private static final int VERSION = 1;

    private Codecs() {}

    static Epoch epoch(long day) {
        return new Epoch(LocalDate.ofEpochDay(day));
    }

    static byte[] encode(Profile profile) {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .number(profile.firstSeen())
                .number(profile.lastSeen())
                .number(profile.plays())
                .number(profile.likes())
                .number(profile.recent().size());
        for (Interaction interaction : profile.recent()) {
            out.text(interaction.content().value())
                    .text(interaction.owner().value())
                    .text(interaction.kind())
                    .number(interaction.at());
        }
        return out.bytes();
    }

    static Profile profile(AccountId account, byte[] bytes) {
        ByteReader in = reader("profile of " + account, bytes);
        long firstSeen = in.number();
        long lastSeen = in.number();
        long plays = in.number();
        long likes = in.number();
        List<Interaction> recent = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            recent.add(new Interaction(new ContentId(in.text()), new AccountId(in.text()), in.text(), in.number()));
        }
        in.end();
        return new Profile(account, firstSeen, lastSeen, plays, likes, recent);
    }

    static byte[] encode(Content content) {
        return new ByteWriter()
                .number(VERSION)
                .text(content.owner().value())
                .number(content.releasedAt())
                .number(content.lengthMs())
                .bytes();
    }

    static Content content(ContentId id, byte[] bytes) {
        ByteReader in = reader("content " + id, bytes);
        Content content = new Content(id, new AccountId(in.text()), in.number(), in.number());
        in.end();
        return content;
    }

    static byte[] encode(Figures figures) {
        return new ByteWriter()
                .number(VERSION)
                .text(figures.owner().value())
                .number(figures.plays())
                .number(figures.watchMs())
                .number(figures.likes())
                .number(figures.comments())
                .number(figures.shares())
                .number(figures.heatMicros())
                .number(figures.heatAt())
                .bytes();
    }

    static Figures figures(ContentId id, byte[] bytes) {
        ByteReader in = reader("figures of " + id, bytes);
        Figures figures = new Figures(
                id,
                new AccountId(in.text()),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.number());
        in.end();
        return figures;
    }

    static byte[] encode(List<Trending> trending) {
        ByteWriter out = new ByteWriter().number(VERSION).number(trending.size());
        for (Trending one : trending) {
            out.text(one.content().value()).number(one.heatMicros()).number(one.at());
        }
        return out.bytes();
    }

    static List<Trending> trending(byte[] bytes) {
        ByteReader in = reader("trending list", bytes);
        List<Trending> trending = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            trending.add(new Trending(new ContentId(in.text()), in.number(), in.number()));
        }
        in.end();
        return List.copyOf(trending);
    }

    static byte[] encode(Entry entry) {
        return new ByteWriter()
                .number(VERSION)
                .number(entry.epoch().day())
                .number(entry.index())
                .text(entry.activity().toString())
                .text(entry.owner().toString())
                .text(entry.contributor().toString())
                .text(entry.contribution().toString())
                .text(entry.disseminator().toString())
                .text(entry.deferred().toString())
                .text(entry.total().toString())
                .bytes();
    }

    static Entry entry(Address address, byte[] bytes) {
        ByteReader in = reader("entry of " + address, bytes);
        Entry entry = new Entry(
                address,
                epoch(in.number()),
                in.integer(),
                TokenAmount.of(in.text()),
                TokenAmount.of(in.text()),
                TokenAmount.of(in.text()),
                TokenAmount.of(in.text()),
                TokenAmount.of(in.text()),
                TokenAmount.of(in.text()),
                TokenAmount.of(in.text()));
        in.end();
        return entry;
    }

    private static ByteReader reader(String what, byte[] bytes) {
        ByteReader in = new ByteReader(what, bytes);
        in.version(VERSION);
        return in;
    }
}
