package io.wetoken.media.core;

import java.util.ArrayList;
import java.util.List;

/**
 * Which renditions a source gets: the standard sizes of the shorter side up to the source's, never above it, and the source's own size where it is
 * clearly between two of them. All dimensions are even, as 4:2:0 wants.
 */
public final class Ladder {
    private static final int[] SIDES = {240, 360, 480, 720, 1080};
    /** For 16:9 at up to 30 frames a second; the usual figures of H.264 ladders. */
    private static final int[] KBITS = {400, 800, 1_400, 2_800, 5_000};

    private static final int LONGEST = 3_840;
    private static final double CLEARLY_ABOVE = 1.15;
    private static final double FAST = 31;
    private static final double FAST_FACTOR = 1.4;
    private static final int LEAST_BITS = 150_000;

    private Ladder() {}

    /** @return from the smallest to the largest, at least one */
    public static List<Rung> of(Source source) {
        int side = Math.min(source.width(), source.height());
        int largest =
                Math.min(side, (int) Math.floor((double) LONGEST * side / Math.max(source.width(), source.height())));
        List<Rung> rungs = new ArrayList<>();
        for (int standard : SIDES) {
            if (standard <= largest) {
                rungs.add(rung(source, standard));
            }
        }
        int highest = rungs.isEmpty() ? 0 : rungs.get(rungs.size() - 1).side();
        if (highest < SIDES[SIDES.length - 1] && largest > highest * CLEARLY_ABOVE) {
            rungs.add(rung(source, evenDown(largest)));
        }
        return List.copyOf(rungs);
    }

    private static Rung rung(Source source, int side) {
        boolean portrait = source.width() < source.height();
        int shorter = portrait ? source.width() : source.height();
        int longer = portrait ? source.height() : source.width();
        int other = Math.min(evenDown(longer), 2 * (int) Math.round(longer * (double) side / shorter / 2));
        int width = portrait ? side : other;
        int height = portrait ? other : side;
        return new Rung(side, width, height, bits(source, width, height));
    }

    private static int bits(Source source, int width, int height) {
        int side = Math.min(width, height);
        double kbits = (double) KBITS[0] * side * side / SIDES[0] / SIDES[0];
        for (int i = 1; i < SIDES.length && side > SIDES[i - 1]; i++) {
            double way = Math.min(1, (double) (side - SIDES[i - 1]) / (SIDES[i] - SIDES[i - 1]));
            kbits = KBITS[i - 1] + way * (KBITS[i] - KBITS[i - 1]);
        }
        double bits = kbits * 1_000 * Math.max(width, height) / side / (16.0 / 9);
        if (source.rate().perSecond() > FAST) {
            bits *= FAST_FACTOR;
        }
        // More than the source has buys nothing.
        double most = source.bitsPerSecond() > 0 ? source.bitsPerSecond() * CLEARLY_ABOVE : bits;
        return (int) Math.max(LEAST_BITS, Math.min(bits, most));
    }

    private static int evenDown(int value) {
        return value / 2 * 2;
    }
}
