package io.wetoken.recommender.offpolicy;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.recommender.interval.Bootstrap;
import io.wetoken.recommender.interval.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs of a known policy in a world whose rewards are known: so the truth is, too. */
class SimulatedLogsTest {
    private static final int SEED = 20261130;
    private static final int LOGS = 200;
    private static final int IMPRESSIONS = 500;
    private static final int ITEMS = 8;
    private static final int POSITIONS = 2;

    private final Random random = new Random(SEED);
    private double[][] logging = chances();
    private double[][] asked = chances();
    private double[][] rewards = rewards();

    @BeforeEach
    void tellTheSeed() {
        System.out.println("seed " + SEED);
    }

    @Test
    void nineteenOfTwentyIntervalsHoldTheTruthAndNoEstimatorIsBiased() {
        double truth = truth();
        Map<String, Integer> held = new TreeMap<>();
        Map<String, Double> error = new TreeMap<>();
        Map<String, Double> squares = new TreeMap<>();
        for (int log = 0; log < LOGS; log++) {
            OffPolicyEvaluation found = OffPolicyEvaluation.of(
                    log(1), new Policy(asked), OptionalDouble.empty(), new Bootstrap(log, 200, .95), done -> {});
            for (Estimate estimate : found.estimates()) {
                held.merge(estimate.name(), estimate.covers(truth) ? 1 : 0, Integer::sum);
                error.merge(estimate.name(), (estimate.value() - truth) / LOGS, Double::sum);
                squares.merge(estimate.name(), Math.pow(estimate.value() - truth, 2) / LOGS, Double::sum);
            }
        }
        System.out.println("truth " + truth + ", held " + held + ", bias " + error + ", squared error " + squares);
        // 190 expected; three standard deviations of a count of 200 are 9, and percentiles are a little too narrow.
        assertThat(held.values()).as("%s with seed %d", held, SEED).allMatch(times -> times >= 178 && times < 200);
        for (Map.Entry<String, Double> one : error.entrySet()) {
            double standardError = Math.sqrt(squares.getOrDefault(one.getKey(), 0.0) / LOGS);
            assertThat(Math.abs(one.getValue()))
                    .as("bias of %s with seed %d", one.getKey(), SEED)
                    .isLessThan(3.5 * standardError);
        }
        assertThat(squares.get("dr")).as("seed %d", SEED).isLessThan(.8 * squares.getOrDefault("ips", 0.0));
    }

    @Test
    void propensitiesThatAreNotTrueAreSeenInTheMeanWeight() {
        double honest = OffPolicyEvaluation.of(
                        log(1), new Policy(asked), OptionalDouble.empty(), new Bootstrap(1, 100, .95), done -> {})
                .diagnostics()
                .meanWeight();
        double halved = OffPolicyEvaluation.of(
                        log(.5), new Policy(asked), OptionalDouble.empty(), new Bootstrap(1, 100, .95), done -> {})
                .diagnostics()
                .meanWeight();
        assertThat(honest).as("seed %d", SEED).isBetween(.85, 1.15);
        assertThat(halved).as("seed %d", SEED).isBetween(1.7, 2.3);
    }

    private double truth() {
        double sum = 0;
        for (int position = 0; position < POSITIONS; position++) {
            for (int item = 0; item < ITEMS; item++) {
                sum += asked[position][item] * rewards[position][item] / POSITIONS;
            }
        }
        return sum;
    }

    /** @param told the share of the true propensity that the log tells */
    private ImpressionLog log(double told) {
        List<Impression> shown = new ArrayList<>();
        for (int i = 0; i < IMPRESSIONS; i++) {
            int position = random.nextInt(POSITIONS);
            int item = draw(logging[position]);
            double reward = random.nextDouble() < rewards[position][item] ? 1 : 0;
            shown.add(new Impression(item, position, reward, told * logging[position][item]));
        }
        return new ImpressionLog(ITEMS, POSITIONS, shown);
    }

    private int draw(double[] chances) {
        double at = random.nextDouble();
        int item = 0;
        while (item < chances.length - 1 && at >= chances[item]) {
            at -= chances[item++];
        }
        return item;
    }

    private double[][] chances() {
        double[][] chances = new double[POSITIONS][];
        for (int position = 0; position < POSITIONS; position++) {
            double[] drawn = random.doubles(ITEMS, .2, 1).toArray();
            double sum = Arrays.stream(drawn).sum();
            chances[position] = Arrays.stream(drawn).map(chance -> chance / sum).toArray();
        }
        return chances;
    }

    private double[][] rewards() {
        double[][] rewards = new double[POSITIONS][];
        for (int position = 0; position < POSITIONS; position++) {
            rewards[position] = random.doubles(ITEMS, .3, .9).toArray();
        }
        return rewards;
    }
}
