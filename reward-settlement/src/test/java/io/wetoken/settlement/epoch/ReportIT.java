package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a reconciliation report says, on a real chain. */
class ReportIT extends ChainPutBack {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Instant AT = Instant.parse("2026-11-21T01:00:00Z");

    @BeforeAll
    static void start() throws IOException {
        world.prepare(DAY);
    }

    @Test
    void aPaidDayAgreesAndCostsWhatTheReceiptsSay() throws IOException, InterruptedException {
        run(State.RECONCILED);
        ReconciliationReport report = report();
        assertThat(report.mismatches()).isEmpty();
        assertThat(report.outstanding()).isZero();
        assertThat(report.planned()).isPositive().isEqualTo(report.paid());
        assertThat(report.committed()).contains(report.planned());
        assertThat(report.costs())
                .extracting(ReconciliationReport.Cost::what)
                .containsExactly("approve", "refill", "commit", "chunk 0", "chunk 1", "chunk 2");
        assertThat(report.gas()).isGreaterThan(BigInteger.valueOf(1090L * 20_000));
        assertThat(ReportFiles.verdict(report)).isEqualTo("The chain agrees with the plan to the unit.");
    }

    @Test
    void theRunLeavesItBesideThePlan() throws IOException, InterruptedException {
        run(State.RECONCILED);
        JsonNode json = written();
        assertThat(json.path("agrees").asBoolean()).isTrue();
        assertThat(json.path("transactions")).hasSize(6);
        String html = Files.readString(world.home.resolve("epochs/" + DAY + "/reconciliation.html"));
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("agrees with the plan to the unit")
                .doesNotContain("<script", "src=", "href=");
    }

    @Test
    void beforeItIsPaidAllIsOutstandingAndNothingDiffers() throws IOException, InterruptedException {
        run(State.SCORED);
        assertThatThrownBy(this::report).hasMessageContaining("is SCORED and has no plan yet");
        run(State.PLANNED);
        ReconciliationReport planned = report();
        assertThat(planned.committed()).isEmpty();
        run(State.PAYING);
        ReconciliationReport paying = report();
        assertThat(paying.committed()).contains(planned.planned());
        for (ReconciliationReport each : List.of(planned, paying)) {
            assertThat(each.agrees()).isTrue();
            assertThat(each.chunksPaid()).isZero();
            assertThat(each.outstanding()).isEqualTo(each.planned());
        }
    }

    @Test
    void everyMismatchIsNamedWithPlaceAndAmounts() throws IOException, InterruptedException {
        run(State.RECONCILED);
        Path plan = world.home.resolve("epochs/" + DAY + "/plan");
        Path payouts = plan.resolve("payouts.csv");
        List<String> lines = Files.readAllLines(payouts);
        BigInteger[] amounts = new BigInteger[2];
        int[] rows = {3, 700};
        for (int i = 0; i < rows.length; i++) {
            String[] fields = lines.get(rows[i] + 1).split(",", -1);
            amounts[i] = new BigInteger(fields[2]);
            lines.set(rows[i] + 1, fields[0] + "," + fields[1] + "," + amounts[i].add(BigInteger.ONE));
        }
        Files.write(payouts, lines);
        Epochs.Row row = store.epochs().find(DAY).orElseThrow();
        ReconciliationReport report;
        try (RewardChain chain = world.config().chain(world.anvil.url())) {
            report = ReconciliationReport.of(chain, row, Payouts.read(DAY, plan), plan, AT);
        }
        assertThat(report.mismatches())
                .extracting(Mismatch::place)
                .containsExactly(
                        "root", "total", "chunk 0, payment 3", "chunk 1, payment 200", "sum that the pool counted");
        assertThat(report.mismatches().get(2).chain()).startsWith(amounts[0] + " to 0x");
        assertThat(report.mismatches().get(2).plan()).startsWith(amounts[0].add(BigInteger.ONE) + " to 0x");
        assertThat(ReportFiles.html(report)).contains("DIFFERS from the plan in 5 places", "chunk 1, payment 200");
        assertThatThrownBy(this::report).hasMessageContaining("was changed");
    }

    @Test
    void itIsWrittenAlsoWhenTheChainDoesNotAgree() throws IOException, InterruptedException {
        run(State.PAID);
        world.rpc(
                "anvil_dealERC20",
                "\"" + world.deployment().pool() + "\",\"" + world.deployment().token() + "\",\"0x7\"");
        assertThatThrownBy(() -> run(State.RECONCILED)).hasMessageStartingWith("STOP: the chain does not agree");
        JsonNode json = written();
        assertThat(json.path("agrees").asBoolean()).isFalse();
        assertThat(json.at("/mismatches/0/place").asText()).isEqualTo("the pool's balance");
        assertThat(json.at("/mismatches/0/chain").asText()).isEqualTo("7");
    }

    private void run(State until) throws IOException, InterruptedException {
        assertThat(world.run(store, Probe.NONE).run(DAY, until, false).waitsFor())
                .isEmpty();
    }

    private ReconciliationReport report() throws IOException {
        try (RewardChain chain = world.config().chain(world.anvil.url())) {
            return ReconciliationReport.of(
                    world.config(), chain, store.epochs().find(DAY).orElseThrow(), AT);
        }
    }

    private static JsonNode written() throws IOException {
        return new ObjectMapper()
                .readTree(world.home
                        .resolve("epochs/" + DAY + "/reconciliation.json")
                        .toFile());
    }
}
