package io.wetoken.settlement.bench.faults;

import io.wetoken.settlement.Probe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Something that goes wrong in a run.
 *
 * @param point its place in {@link Probe#POINTS}; it comes when that point, or a later one, is reached
 */
public record Fault(Kind kind, int point) {
    /** A kill in four faults or more. */
    private static final double KILLS = .26;

    /** What goes wrong. */
    public enum Kind {
        /** SIGKILL, at a point. */
        KILL_AT,
        /** SIGKILL, up to a third of a second after a point. */
        KILL_AFTER,
        /** Connections to the node are cut for a while. */
        CUT,
        /** The next transactions never reach the node. */
        LOSE_TRANSACTION,
        /** The next transactions reach it, the answers are lost. */
        LOSE_ANSWER,
        /** Each of the next requests takes up to a second longer. */
        DELAY,
        /** The next transactions arrive twice. */
        DUPLICATE,
        /** The next transactions arrive after those sent later, and unanswered. */
        REORDER,
        /** The chain's newest blocks are replaced by empty ones. */
        REORG,
        /** Node and keeper are killed and started again from what was saved last. */
        NODE_RESTART,
        /** Files cannot grow any more. */
        DISK_FULL,
        /** Another host takes the lease of the key. */
        LEASE_TAKEN,
        /** The operator stands still until its lease has run out. */
        FROZEN,
        /** A second operator is started. */
        SECOND_OPERATOR;

        boolean isKill() {
            return this == KILL_AT || this == KILL_AFTER;
        }
    }

    /** Faults of one epoch, in the order of their points. */
    static List<Fault> draw(Random random, int count) {
        List<Kind> others = new ArrayList<>(List.of(Kind.values()));
        others.removeIf(Kind::isKill);
        List<Fault> faults = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Kind kind = random.nextDouble() < KILLS
                    ? (random.nextBoolean() ? Kind.KILL_AT : Kind.KILL_AFTER)
                    : others.get(random.nextInt(others.size()));
            faults.add(new Fault(kind, drawPoint(random)));
        }
        faults.sort(Comparator.comparingInt(Fault::point));
        return faults;
    }

    /** Any but the last: whoever is killed there finds nothing to do any more. */
    static int drawPoint(Random random) {
        return random.nextInt(Probe.POINTS.size() - 1);
    }
}
