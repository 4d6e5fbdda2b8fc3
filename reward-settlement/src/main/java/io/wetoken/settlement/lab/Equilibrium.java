package io.wetoken.settlement.lab;

import io.wetoken.settlement.core.RewardParams;
import io.wetoken.settlement.lab.Chart.Drawn;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Effort under the rule. Each of n users contributes e at cost k·e²/2, output is the sum of efforts, and together the best is e* = 1/k (Holmström 1982).
 * Points are effort; the pool at the first best is the output there, and the community's index follows output to the power ε. Between two creators the
 * duel is a contest with chance l/(l + r) (Tullock 1980) for the stake. Shares, pools and duels are the rule's own; k = 1 unless said.
 */
final class Equilibrium implements Experiment {
    /** Players of the table in REWARD. */
    static final List<Integer> PLAYERS = List.of(2, 20, 100);

    static final List<Double> ELASTICITIES = List.of(0.0, .5, 1.0, 1.5);
    private static final long POINTS = 1_000_000_000L;
    private static final long MEDIAN = 1_000_000_000_000L;
    private static final long M = 1_000_000;
    /** Of effort, either way. With a pool that follows the index, millionths of which the rule counts, it may not be smaller. */
    static final double STEP = .01;

    private static final double FINE = STEP / 10;
    private static final double LEAST = .002;
    private static final double MOST = 2;

    /** Base units that output of 1 is worth. */
    private static final BigInteger UNIT = BigInteger.TEN.pow(24);

    @Override
    public String name() {
        return "equilibrium";
    }

    @Override
    public String question() {
        return "How much do people do when each answers the others as is best for themselves?";
    }

    /** How output is shared among users. */
    enum Split {
        EQUAL,
        PROPORTIONAL
    }

    /** Efforts over the first best, from a seeded start. */
    static double[] activity(int players, Split split, double elasticity, Random chance) {
        RewardParams params = wide(players, M).params();
        return settle(players, STEP, chance, efforts -> players(efforts, split, elasticity), params, 1);
    }

    /** The same under the deployed β: the pool is 1 + β(A − 1), a line where the table has a power. */
    static double[] asDeployed(int players, Random chance) {
        long beta = Dials.asDeployed().params().betaPpm();
        return settle(
                players,
                STEP,
                chance,
                efforts -> players(efforts, Split.PROPORTIONAL, 1),
                wide(players, beta).params(),
                1);
    }

    private static Dials wide(int players, long beta) {
        return Dials.asDeployed()
                .fund(UNIT.multiply(BigInteger.valueOf(10L * players)))
                .rho(M / 10, M)
                .beta(beta)
                .elasticityWithin(0, 10 * M)
                .elasticityStep(M)
                .price(BigInteger.TEN.pow(30))
                .activityShare(M)
                .shared(0)
                .minPayout(BigInteger.ZERO);
    }

    private static Town players(double[] efforts, Split split, double elasticity) {
        Town town = new Town();
        double output = 0;
        for (int player = 0; player < efforts.length; player++) {
            town.account(id(player), split == Split.EQUAL ? POINTS : Math.round(efforts[player] * POINTS));
            output += efforts[player];
        }
        return town.indicators(Math.round(MEDIAN * StrictMath.pow(output / efforts.length, elasticity)), MEDIAN);
    }

    /**
     * The contest alone: incomes are held equal, so the stake is {@code stakePpm} of one unit whatever they do, and efforts enter as what each promotes
     * above its standing, l : r = e_x : e_y.
     */
    static double[] duel(long stakePpm, double k, Random chance) {
        RewardParams params = contest(stakePpm);
        return settle(
                2,
                FINE,
                chance,
                efforts -> new Town()
                        .account("audience", 2 * POINTS)
                        .creator(id(0), Math.round(efforts[1] * POINTS), POINTS)
                        .creator(id(1), Math.round(efforts[0] * POINTS), POINTS),
                params,
                k);
    }

    /** Income and contest together: equal standing, and promotion is effort. */
    static double[] incomeAndDuel(long stakePpm, Random chance) {
        return settle(
                2,
                FINE,
                chance,
                efforts -> new Town()
                        .account("audience", 2 * POINTS)
                        .creator(id(0), POINTS, Math.round(efforts[0] * POINTS))
                        .creator(id(1), POINTS, Math.round(efforts[1] * POINTS)),
                contest(stakePpm),
                1);
    }

    private static RewardParams contest(long stakePpm) {
        return wide(2, 0).activityShare(0).duel(stakePpm, 1_000).params();
    }

    /** What a community of these efforts is. */
    private interface Efforts {
        Town town(double[] efforts);
    }

    /** @param step of effort, by which marginal income is measured */
    private static double[] settle(
            int players, double step, Random chance, Efforts world, RewardParams params, double k) {
        double[] start = IntStream.range(0, players)
                .mapToDouble(player -> .2 + chance.nextDouble())
                .toArray();
        return new BestResponses(LEAST, MOST).settle(start, (efforts, player) -> {
            double effort = efforts[player];
            double within = Math.min(step, effort / 2);
            double more = earned(efforts, player, effort + within, world, params);
            double less = earned(efforts, player, effort - within, world, params);
            return (more - less) / (2 * within) - k * effort;
        });
    }

    private static double earned(double[] efforts, int player, double effort, Efforts world, RewardParams params) {
        double[] changed = efforts.clone();
        changed[player] = effort;
        return world.town(changed).pays(params).of(id(player)).doubleValue() / UNIT.doubleValue();
    }

    private static String id(int player) {
        return "p" + player;
    }

    /** The rule's table: √(1 − 1/n) at ε = 0, (1 − (1 − ε)/n)^(1/(2 − ε)) in general; 1/n for an equal split. */
    static double expected(int players, Split split, double elasticity) {
        return split == Split.EQUAL
                ? 1.0 / players
                : StrictMath.pow(1 - (1 - elasticity) / players, 1 / (2 - elasticity));
    }

    @Override
    public Report run(Lab lab) {
        Random chance = lab.chance(name());
        Table found = new Table(
                "Effort over the first best, best responses under the rule",
                "n",
                "equal split",
                "proportional",
                "eps = .5",
                "eps = 1",
                "eps = 1.5",
                "as deployed",
                "largest difference to the formula");
        List<Drawn> lines = new ArrayList<>();
        lines.add(new Drawn("equal split"));
        ELASTICITIES.forEach(elasticity -> lines.add(new Drawn("ε = " + elasticity)));
        double worst = 0;
        for (int players : PLAYERS) {
            lab.say("Best responses of " + players + " users");
            List<Object> row = new ArrayList<>();
            row.add(players);
            double difference = 0;
            double equal = mean(activity(players, Split.EQUAL, 1, chance));
            difference = Math.max(difference, Math.abs(equal - expected(players, Split.EQUAL, 1)));
            row.add(equal);
            lines.get(0).to(players, equal);
            for (int i = 0; i < ELASTICITIES.size(); i++) {
                double elasticity = ELASTICITIES.get(i);
                double[] efforts = activity(players, Split.PROPORTIONAL, elasticity, chance);
                double expected = expected(players, Split.PROPORTIONAL, elasticity);
                difference = Math.max(difference, farthest(efforts, expected));
                row.add(mean(efforts));
                lines.get(i + 1).to(players, mean(efforts));
            }
            row.add(mean(asDeployed(players, chance)));
            row.add(Figures.say("%.1e", difference));
            worst = Math.max(worst, difference);
            found.row(row.toArray());
        }
        lab.say("Best responses of two creators");
        Table duels = new Table(
                "The duel: effort of two creators for a stake, k is the cost of effort",
                "stake",
                "k",
                "effort",
                "sqrt(stake/2k)",
                "effort for income and stake, k = 1",
                "sqrt((income+stake)/2k)");
        Drawn measured = new Drawn("best responses");
        Drawn formula = new Drawn("√(stake/2k), k = 1");
        for (long stake : new long[] {100_000, 200_000, 400_000, 600_000, 800_000, 1_000_000}) {
            for (double k : stake == 200_000 ? new double[] {.5, 1, 2} : new double[] {1}) {
                double s = stake / (double) M;
                double effort = mean(duel(stake, k, chance));
                double expected = Math.sqrt(s / 2 / k);
                worst = Math.max(worst, Math.abs(effort - expected));
                double both = mean(incomeAndDuel(stake, chance));
                duels.row(s, k, effort, expected, both, Math.sqrt((1 + s) / 2));
                if (k == 1) {
                    measured.to(s, effort);
                    formula.to(s, expected);
                }
            }
        }
        return new Report(
                name(),
                question(),
                List.of(
                        Figures.say(
                                "Largest difference between an equilibrium that was found and its formula: %.1e.",
                                worst),
                        Figures.say(
                                "At an elasticity of 2 nothing holds two users but the ceiling of the index, at twice the median: they end at %.3f, where output squared is 2.",
                                mean(activity(2, Split.PROPORTIONAL, 2, chance))),
                        "As deployed the pool follows the index by a line with slope beta, where the table has a power: the same for 20 users and more, somewhat less for two.",
                        "The duel adds its stake to what effort is worth: with income, effort is sqrt((income + stake)/2k)."),
                List.of(found, duels),
                List.of(
                        new Chart(
                                "Effort over the first best",
                                "users",
                                "e/e*",
                                true,
                                lines.stream().map(Drawn::line).toList()),
                        new Chart(
                                "Effort in a duel",
                                "stake",
                                "effort",
                                false,
                                List.of(measured.line(), formula.line()))));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double farthest(double[] values, double from) {
        return Arrays.stream(values).map(value -> Math.abs(value - from)).max().orElseThrow();
    }
}
