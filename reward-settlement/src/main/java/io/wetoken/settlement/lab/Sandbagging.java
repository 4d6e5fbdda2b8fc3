package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.Plan.Column;
import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.lab.Town.Creator;
import java.util.List;
import java.util.Random;

/**
 * A creator who is weak for a while to be strong against a low standing. Standing is the mean of the last 28 days, and never below 0.8 of that of the last
 * 180 (the scores' rule for base, of which a bundle holds the result only).
 */
final class Sandbagging implements Experiment {
    private static final int NEAR = 28;
    private static final int FAR = 180;
    private static final double FLOOR = .8;
    private static final int DAYS = 720;
    private static final String OWN = Towns.creator(0);

    @Override
    public String name() {
        return "sandbagging";
    }

    @Override
    public String question() {
        return "Does it pay to hide one's strength and to win duels against a low standing later?";
    }

    /**
     * Over two years, each over the income of whoever always does all it can.
     *
     * @param whole income when what is hidden is not earned
     * @param unhurt income if hiding lowered the standing alone and cost nothing: the most that hiding could gain
     */
    record Found(double whole, double unhurt) {}

    /**
     * @param weak days of each cycle on which only {@code strength} of what is possible is done
     * @param strong days of each cycle on which all is done
     */
    static Found found(int weak, int strong, double strength, long seed) {
        double honest = income(1, 1, 1, true, seed);
        return new Found(
                income(weak, strong, strength, true, seed) / honest,
                income(weak, strong, strength, false, seed) / honest);
    }

    private static double income(int weak, int strong, double strength, boolean costs, long seed) {
        Random chance = new Random(seed);
        Town town = Towns.creators(chance, 21);
        RewardParams params = Dials.asDeployed().fund(Towns.FUND).params();
        double[] shown = new double[FAR + DAYS];
        for (int day = 0; day < shown.length; day++) {
            shown[day] = day % (weak + strong) < weak ? strength : 1;
        }
        double sum = 0;
        for (int day = FAR; day < shown.length; day++) {
            Town today = town.copy();
            for (int c = 0; c < town.creators.size(); c++) {
                Creator usual = town.creators.get(c);
                double luck = StrictMath.exp(.2 * chance.nextGaussian());
                boolean own = usual.id().equals(OWN);
                double does = own && costs ? shown[day] : 1;
                double standing = own ? standing(shown, day) : 1;
                today.creators.set(
                        c,
                        new Creator(
                                usual.id(),
                                Math.max(1, Math.round(usual.base() * standing)),
                                Math.round(usual.promotion() * does * luck)));
            }
            sum += today.pays(params).of(OWN, Column.CONTRIBUTION).doubleValue();
        }
        return sum;
    }

    private static double standing(double[] shown, int day) {
        return Math.max(mean(shown, day, NEAR), FLOOR * mean(shown, day, FAR));
    }

    private static double mean(double[] values, int until, int count) {
        double sum = 0;
        for (int day = until - count; day < until; day++) {
            sum += values[day];
        }
        return sum / count;
    }

    @Override
    public Report run(Lab lab) {
        Table table = new Table(
                "Two years' income over that of a creator who always does all it can; mean of 5 seeds",
                "weak days",
                "strong days",
                "strength on weak days",
                "what is hidden is not earned",
                "if hiding cost nothing");
        int seeds = 5;
        double best = 0;
        double unhurtBest = 0;
        for (int[] cycle : new int[][] {{1, 6}, {7, 21}, {28, 28}, {28, 90}}) {
            lab.say("Weak for " + cycle[0] + " days of " + (cycle[0] + cycle[1]));
            for (double strength : new double[] {.5, .9}) {
                double whole = 0;
                double unhurt = 0;
                for (int seed = 0; seed < seeds; seed++) {
                    Found found = found(cycle[0], cycle[1], strength, 31 * lab.seed() + seed);
                    whole += found.whole() / seeds;
                    unhurt += found.unhurt() / seeds;
                }
                table.row(cycle[0], cycle[1], strength, whole, unhurt);
                best = Math.max(best, whole);
                unhurtBest = Math.max(unhurtBest, unhurt);
            }
        }
        return new Report(
                name(),
                question(),
                List.of(Figures.say(
                        "Hiding what one can do never paid: at best %.4f of the honest income. Were it free to look weak, it would gain %.4f at most.",
                        best, unhurtBest)),
                List.of(table),
                List.of());
    }
}
