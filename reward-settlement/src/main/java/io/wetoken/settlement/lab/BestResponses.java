package io.wetoken.settlement.lab;

/** Players who in turn answer the others' efforts with the best of their own, until nobody moves: a Nash equilibrium, if they get there. */
final class BestResponses {
    /** The rule counts elasticity in millionths; a step of it moves the best answer by half of this. */
    private static final double STILL = 1e-4;

    private static final double CLOSE = 2e-6;
    private static final int ROUNDS = 300;
    private static final int STEPS = 60;

    private final double least;
    private final double most;

    /** Efforts are within {@code [least, most]}. */
    BestResponses(double least, double most) {
        this.least = least;
        this.most = most;
    }

    /** What a little more effort of one player earns that player, less what it costs; falls through 0 once. */
    interface Marginal {
        double of(double[] efforts, int player);
    }

    /** @throws IllegalStateException when the players still move after many rounds */
    double[] settle(double[] start, Marginal marginal) {
        double[] efforts = start.clone();
        double moved = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            moved = 0;
            for (int player = 0; player < efforts.length; player++) {
                double before = efforts[player];
                efforts[player] = best(efforts, player, marginal);
                moved = Math.max(moved, Math.abs(efforts[player] - before));
            }
            if (moved < STILL) {
                return efforts;
            }
        }
        throw new IllegalStateException(
                efforts.length + " players still move by " + moved + " after " + ROUNDS + " rounds");
    }

    /** The root of the marginal gain by the Illinois form of false position (Dowell and Jarratt 1971). */
    private double best(double[] efforts, int player, Marginal marginal) {
        double low = least;
        double high = most;
        double atLow = at(efforts, player, low, marginal);
        double atHigh = at(efforts, player, high, marginal);
        if (atLow <= 0) {
            return low;
        }
        if (atHigh >= 0) {
            return high;
        }
        int side = 0;
        for (int step = 0; step < STEPS && high - low > CLOSE; step++) {
            // False position closes in from one side; half of the steps halve, so that a jump is found as well.
            double middle = step % 4 == 3 ? (low + high) / 2 : (low * atHigh - high * atLow) / (atHigh - atLow);
            double there = at(efforts, player, middle, marginal);
            if (Math.abs(there) < CLOSE / 2) {
                return middle;
            }
            if (there > 0) {
                low = middle;
                atLow = there;
                atHigh = side == 1 ? atHigh / 2 : atHigh;
                side = 1;
            } else {
                high = middle;
                atHigh = there;
                atLow = side == -1 ? atLow / 2 : atLow;
                side = -1;
            }
        }
        return (low + high) / 2;
    }

    private static double at(double[] efforts, int player, double effort, Marginal marginal) {
        double[] changed = efforts.clone();
        changed[player] = effort;
        return marginal.of(changed, player);
    }
}
