package io.wetoken.store;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Comments.Comment;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Spaces.Space;
import io.wetoken.store.Tallies.Counts;
import io.wetoken.store.Tallies.Ranked;
import io.wetoken.store.Tallies.Subject;
import io.wetoken.store.Tallies.Watching;
import io.wetoken.store.Uploads.Upload;
import io.wetoken.store.Wallets.Entry;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The values of cells as bytes; each begins with its version. Ids that are in the row key are not repeated. */
final class Codecs {
    private static final int VERSION = 1;
    /** Without the counts that nobody read; those of 1, which knew nothing of what was seen, and of 2 are still read. */
    private static final int PROFILE_VERSION = 3;

    private Codecs() {}

    static Epoch epoch(long day) {
        return new Epoch(LocalDate.ofEpochDay(day));
    }

    static byte[] encode(Profile profile) {
        ByteWriter out =
                new ByteWriter().number(PROFILE_VERSION).number(profile.recent().size());
        for (Interaction interaction : profile.recent()) {
            out.text(interaction.content().value())
                    .text(interaction.owner().value())
                    .text(interaction.kind())
                    .number(interaction.at());
        }
        out.number(profile.seen().size());
        profile.seen().forEach(content -> out.text(content.value()));
        return out.bytes();
    }

    static Profile profile(AccountId account, byte[] bytes) {
        ByteReader in = new ByteReader("profile of " + account, bytes);
        int version = in.version(VERSION, PROFILE_VERSION);
        for (int counts = version < PROFILE_VERSION ? 4 : 0; counts > 0; counts--) {
            in.number();
        }
        List<Interaction> recent = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            recent.add(new Interaction(new ContentId(in.text()), new AccountId(in.text()), in.text(), in.number()));
        }
        List<ContentId> seen = new ArrayList<>();
        for (int left = version == VERSION ? 0 : in.count(); left > 0; left--) {
            seen.add(new ContentId(in.text()));
        }
        in.end();
        return new Profile(account, recent, seen);
    }

    static byte[] encodeTime(long at) {
        return new ByteWriter().number(VERSION).number(at).bytes();
    }

    static long time(byte[] bytes) {
        ByteReader in = new ByteReader("time", bytes);
        in.version(VERSION);
        long at = in.number();
        in.end();
        return at;
    }

    static byte[] encode(Space space) {
        return new ByteWriter()
                .number(VERSION)
                .number(space.ownerSharePpm())
                .number(space.disseminatorSharePpm())
                .bytes();
    }

    static Space space(AccountId owner, Epoch from, byte[] bytes) {
        ByteReader in = reader("shares of " + owner, bytes);
        Space space = new Space(owner, in.number(), in.number(), from);
        in.end();
        return space;
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

    static byte[] encode(Clip clip) {
        return new ByteWriter()
                .number(VERSION)
                .text(clip.owner().value())
                .text(clip.title())
                .text(clip.topic())
                .text(clip.directory())
                .text(clip.cid())
                .number(clip.durationMs())
                .number(clip.width())
                .number(clip.height())
                .number(clip.silent() ? 1 : 0)
                .number(clip.publishedAt())
                .bytes();
    }

    static Clip clip(ContentId id, byte[] bytes) {
        ByteReader in = reader("clip " + id, bytes);
        Clip clip = new Clip(
                id,
                new AccountId(in.text()),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.integer(),
                in.integer(),
                in.number() == 1,
                in.number());
        in.end();
        return clip;
    }

    static byte[] encode(Upload upload) {
        return new ByteWriter()
                .number(VERSION)
                .text(upload.owner().value())
                .text(upload.title())
                .text(upload.topic())
                .number(upload.bytes())
                .text(upload.state().name())
                .text(upload.reason())
                .text(upload.message())
                .text(upload.directory())
                .text(upload.cid())
                .number(upload.durationMs())
                .number(upload.width())
                .number(upload.height())
                .number(upload.silent() ? 1 : 0)
                .number(upload.createdAt())
                .number(upload.changedAt())
                .bytes();
    }

    static Upload upload(String id, byte[] bytes) {
        ByteReader in = reader("upload " + id, bytes);
        Upload upload = new Upload(
                id,
                new AccountId(in.text()),
                in.text(),
                in.text(),
                in.number(),
                Uploads.State.valueOf(in.text()),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                in.number(),
                in.integer(),
                in.integer(),
                in.number() == 1,
                in.number(),
                in.number());
        in.end();
        return upload;
    }

    static byte[] encode(Comment comment) {
        return new ByteWriter()
                .number(VERSION)
                .text(comment.author().value())
                .number(comment.at())
                .text(comment.id())
                .text(comment.text())
                .bytes();
    }

    static Comment comment(ContentId content, byte[] bytes) {
        ByteReader in = reader("comment on " + content, bytes);
        Comment comment = new Comment(content, new AccountId(in.text()), in.number(), in.text(), in.text());
        in.end();
        return comment;
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

    static byte[] encode(Counts counts) {
        return new ByteWriter()
                .number(VERSION)
                .number(counts.plays())
                .number(counts.watchMs())
                .number(counts.likes())
                .number(counts.comments())
                .number(counts.shares())
                .number(counts.viewersApprox())
                .bytes();
    }

    static Counts counts(Subject subject, byte[] bytes) {
        ByteReader in = reader("counts of " + subject, bytes);
        Counts counts = new Counts(in.number(), in.number(), in.number(), in.number(), in.number(), in.number());
        in.end();
        return counts;
    }

    static byte[] encode(Watching watching) {
        return new ByteWriter()
                .number(VERSION)
                .number(watching.viewers())
                .number(watching.at())
                .bytes();
    }

    static Watching watching(Subject subject, byte[] bytes) {
        ByteReader in = reader("watchers of " + subject, bytes);
        Watching watching = new Watching(subject, in.number(), in.number());
        in.end();
        return watching;
    }

    static byte[] encodeTop(List<Ranked> top) {
        ByteWriter out = new ByteWriter().number(VERSION).number(top.size());
        top.forEach(each -> out.text(each.creator().value()).number(each.plays()));
        return out.bytes();
    }

    static List<Ranked> top(byte[] bytes) {
        ByteReader in = reader("top creators", bytes);
        List<Ranked> top = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            top.add(new Ranked(new AccountId(in.text()), in.number()));
        }
        in.end();
        return List.copyOf(top);
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

    static byte[] encode(Wallets.Transfer transfer) {
        return new ByteWriter()
                .number(VERSION)
                .number(transfer.epoch().day())
                .text(transfer.tx())
                .text(transfer.kind())
                .text(transfer.from().hex())
                .text(transfer.to().hex())
                .text(transfer.amount().toString())
                .bytes();
    }

    static Wallets.Transfer transfer(Address address, byte[] bytes) {
        ByteReader in = reader("transfer of " + address, bytes);
        Wallets.Transfer transfer = new Wallets.Transfer(
                epoch(in.number()),
                in.text(),
                in.text(),
                new Address(in.text()),
                new Address(in.text()),
                TokenAmount.of(in.text()));
        in.end();
        return transfer;
    }

    static byte[] encode(Outbox.Lease lease) {
        return new ByteWriter()
                .number(VERSION)
                .text(lease.holder())
                .number(lease.fence())
                .number(lease.until().toEpochMilli())
                .bytes();
    }

    static Outbox.Lease lease(Outbox.Writer writer, byte[] bytes) {
        ByteReader in = reader("lease of " + writer, bytes);
        Outbox.Lease lease = new Outbox.Lease(in.text(), in.number(), Instant.ofEpochMilli(in.number()));
        in.end();
        return lease;
    }

    static byte[] encode(Outbox.Entry entry) {
        ByteWriter out = new ByteWriter()
                .number(VERSION)
                .text(entry.what())
                .number(entry.attempts().size());
        for (Outbox.Attempt attempt : entry.attempts()) {
            out.text(attempt.hash())
                    .text(attempt.signed())
                    .text(attempt.maxFee().toString())
                    .text(attempt.tip().toString())
                    .number(attempt.at().toEpochMilli());
        }
        return out.bytes();
    }

    static Outbox.Entry entry(long nonce, byte[] bytes) {
        ByteReader in = reader("outbox's nonce " + nonce, bytes);
        String what = in.text();
        List<Outbox.Attempt> attempts = new ArrayList<>();
        for (int left = in.count(); left > 0; left--) {
            attempts.add(new Outbox.Attempt(
                    in.text(),
                    in.text(),
                    new BigInteger(in.text()),
                    new BigInteger(in.text()),
                    Instant.ofEpochMilli(in.number())));
        }
        in.end();
        return new Outbox.Entry(nonce, what, attempts);
    }

    private static ByteReader reader(String what, byte[] bytes) {
        ByteReader in = new ByteReader(what, bytes);
        in.version(VERSION);
        return in;
    }
}
