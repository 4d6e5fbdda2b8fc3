package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.FrozenDays;
import java.nio.file.Path;

/** Where an epoch's files are; each directory exists whole or not at all. */
public record EpochFiles(Path home, Epoch epoch) {
    /** The detail that has the digest of what stands for files of the day in the archive, once somebody was erased. */
    public static final String REPLACED = "replacedSha256";

    /** Whom an erasure that goes on is of; there for as long as it takes. */
    public static Path erasure(Path home) {
        return home.resolve(".erasure");
    }

    public Path directory() {
        return home.resolve(epoch.toString());
    }

    public Path statistics() {
        return directory().resolve("statistics");
    }

    /** Which closed days the statistics and the scores come from. */
    public Path days() {
        return statistics().resolve(FrozenDays.FILE);
    }

    public Path addresses() {
        return directory().resolve("addresses.csv");
    }

    /** The day's transfers that the chain confirms. */
    public Path confirmed() {
        return directory().resolve("confirmed.csv");
    }

    public Path redirects() {
        return directory().resolve("redirects.csv");
    }

    public Path shares() {
        return directory().resolve("shares.csv");
    }

    public Path scores() {
        return directory().resolve("scores");
    }

    public Path inputs() {
        return directory().resolve("inputs");
    }

    public Path plan() {
        return directory().resolve("plan");
    }

    /** What everybody may read. */
    public Path published() {
        return directory().resolve("published");
    }
}
