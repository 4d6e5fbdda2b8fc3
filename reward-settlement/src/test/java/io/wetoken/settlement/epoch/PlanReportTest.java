package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.epoch.PlanReport.Limits;
import io.wetoken.settlement.epoch.PlanReport.Mover;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReportTest {
    private static final Epoch EPOCH = Epoch.parse("2026-11-21");
    private static final Limits LIMITS = new Limits(300_000, 600_000, 700_000);

    @TempDir
    Path dir;

    private int plans;

    @Test
    void equalPaymentsAreEqualAndOneForAllIsNot() throws IOException {
        PlanReport equal = PlanReport.of(EPOCH, plan(5, 5, 5, 5), Optional.empty());
        assertThat(equal.giniPpm()).isZero();
        assertThat(equal.largestPpm()).isEqualTo(250_000);
        assertThat(equal.topPercentPpm()).as("one at least").isEqualTo(250_000);
        assertThat(equal.before()).isEmpty();
        assertThat(equal.movers()).isEmpty();
        assertThat(equal.warnings(LIMITS)).isEmpty();

        PlanReport one = PlanReport.of(EPOCH, plan(1, 1, 1, 997), Optional.empty());
        assertThat(one.giniPpm()).isEqualTo(747_000);
        assertThat(one.warnings(LIMITS))
                .containsExactly(
                        "One recipient gets 99.7 % of all; plan.warn.largestPpm allows 60.0 %",
                        "Payments are unequal by 74.7 % (Gini); plan.warn.giniPpm allows 70.0 %");
    }

    /** By the definition: the mean difference of all pairs over twice the mean. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theInequalityIsGinis(long seed) throws IOException {
        long[] amounts = new Random(seed).longs(300, 1, 1_000_000).toArray();
        double differences = 0;
        double sum = 0;
        for (long one : amounts) {
            sum += one;
            for (long other : amounts) {
                differences += Math.abs(one - other);
            }
        }
        long expected = (long) (1e6 * differences / (2 * amounts.length * sum));
        PlanReport report = PlanReport.of(EPOCH, plan(amounts), Optional.empty());
        assertThat(Math.abs(report.giniPpm() - expected)).as("seed %d", seed).isLessThanOrEqualTo(1);
        assertThat(report.chunks()).isEqualTo(1);
        assertThat(report.gasLimit()).isEqualTo(150_000 + 300 * 26_000);
    }

    @Test
    void whoIsPaidMoreOrLessThanBeforeIsShown() throws IOException {
        Path before = plan(100, 100, 40);
        PlanReport report = PlanReport.of(EPOCH, plan(100, 190, 0, 25), Optional.of(before));
        assertThat(report.before()).contains(BigInteger.valueOf(240));
        assertThat(report.newcomers()).isEqualTo(1);
        assertThat(report.gone()).isEqualTo(1);
        assertThat(report.movers())
                .containsExactly(
                        new Mover(address(1), BigInteger.valueOf(100), BigInteger.valueOf(190)),
                        new Mover(address(2), BigInteger.valueOf(40), BigInteger.ZERO),
                        new Mover(address(3), BigInteger.ZERO, BigInteger.valueOf(25)));
        assertThat(report.warnings(new Limits(310_000, 1_000_000, 1_000_000)))
                .containsExactly("All together it is 31.3 % more than before; plan.warn.changePpm allows 31.0 %");
    }

    @Test
    void aPlanThatPaysNobodyIsWorthALook() throws IOException {
        PlanReport report = PlanReport.of(EPOCH, plan(), Optional.of(plan(7)));
        assertThat(report.recipients()).isZero();
        assertThat(report.giniPpm()).isZero();
        assertThat(report.warnings(LIMITS))
                .containsExactly(
                        "Nobody is paid",
                        "All together it is 100.0 % less than before; plan.warn.changePpm allows 30.0 %");
    }

    /** Zero leaves the recipient of that number out. */
    private Path plan(long... amounts) throws IOException {
        StringBuilder rows = new StringBuilder("index,account,amount\n");
        int row = 0;
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] > 0) {
                rows.append(row++)
                        .append(',')
                        .append(address(i))
                        .append(',')
                        .append(amounts[i])
                        .append('\n');
            }
        }
        Path plan = Files.createDirectory(dir.resolve("plan-" + plans++));
        Files.writeString(plan.resolve("payouts.csv"), rows);
        return plan;
    }

    private static String address(int number) {
        return String.format("0x%040x", number + 1);
    }
}
