package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.settlement.EpochCommand;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Wallets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Killed with SIGKILL at every point and run again, an epoch pays everyone exactly once; on a real chain and a real HBase. */
class KilledAnywhereIT {
    private static final Epoch FIRST = Epoch.parse("2026-11-20");
    private static final Epoch SECOND = Epoch.parse("2026-11-21");

    /** All pushes of a window are sent before the first is awaited, so an epoch killed at them has no pushed-0. */
    private static final List<String> POINTS =
            Probe.POINTS.stream().filter(point -> !point.equals("pushed-0")).toList();

    @Test
    void everyoneIsPaidExactlyOnce() throws IOException, InterruptedException {
        try (TestWorld world = new TestWorld(true);
                Store store = world.store();
                RewardChain chain = world.config().chain(world.anvil.url())) {
            world.prepare(FIRST);
            for (String point : POINTS) {
                assertThat(runAndKillAt(world, FIRST, point))
                        .as("killed at %s", point)
                        .isTrue();
            }
            assertThat(world.run(store, Probe.NONE)
                            .run(FIRST, State.RECONCILED, false)
                            .row()
                            .state())
                    .isEqualTo(State.RECONCILED);
            Map<String, BigInteger> due = new HashMap<>();
            assertPaidOnce(world, store, chain, FIRST, due);
            assertCommandsShowIt(world);

            world.prepare(SECOND);
            assertThat(runAndKillAt(world, SECOND, "pushed-0")).isTrue();
            world.run(store, Probe.NONE).run(SECOND, State.RECONCILED, false);
            assertThat(world.home.resolve("epochs/" + SECOND + "/inputs/deferred.csv"))
                    .hasSameBinaryContentAs(world.home.resolve("epochs/" + FIRST + "/plan/deferred.csv"));
            assertPaidOnce(world, store, chain, SECOND, due);
        }
    }

    private static void assertCommandsShowIt(TestWorld world) {
        String[] config = {"--config", world.settings.toString()};
        assertThat(command(0, "list", config))
                .contains("2026-11-20  RECONCILED")
                .contains(" WE  1090 ");
        assertThat(command(0, "status", config)).contains("commitTx").contains("RECONCILED");
        assertThat(command(0, "status", "--json", config[0], config[1]))
                .startsWith("{\"epoch\":\"2026-11-20\",\"state\":\"RECONCILED\",\"details\":{");
        assertThat(command(0, "run", "--date", "2026-11-20", "--json", config[0], config[1]))
                .contains("\"waitsFor\":null");
        assertThat(command(0, "audit", "--date", "2026-11-20", config[0], config[1]))
                .contains("Epoch 2026-11-20 agrees.")
                .doesNotContain("DIFFERS");
        assertThat(command(0, "report", "--date", "2026-11-20", config[0], config[1]))
                .contains("The chain agrees with the plan to the unit.", "3 of 3");
        assertThat(backfill("completed", config)).contains("2026-11-20  RECONCILED  RECONCILED  agrees with the chain");
        assertThat(backfill("failed", config)).contains("left as it is");
        command(1, "audit", "--date", "2026-11-19", config[0], config[1]);
        command(2, "run", "--date", "yesterday", config[0], config[1]);
        command(2, "status", "--date", "2026-11-19", config[0], config[1]);
        command(2, "run", "--date", "2026-11-20", "--config", "nowhere.properties");
    }

    private static String backfill(String mode, String... config) {
        return command(
                0, "backfill", "--from", "2026-11-20", "--to", "2026-11-20", "--mode", mode, config[0], config[1]);
    }

    private static String command(int status, String name, String... arguments) {
        StringWriter out = new StringWriter();
        List<String> line = new ArrayList<>(List.of(name));
        line.addAll(List.of(arguments));
        int is = EpochCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .execute(line.toArray(new String[0]));
        assertThat(is).as("%s: %s", line, out).isEqualTo(status);
        return out.toString();
    }

    /** Adds what the epoch pays to {@code due}, and compares every balance with it. */
    private static void assertPaidOnce(
            TestWorld world, Store store, RewardChain chain, Epoch epoch, Map<String, BigInteger> due)
            throws IOException {
        Path plan = world.home.resolve("epochs/" + epoch + "/plan");
        Commitment.Payouts payouts = Payouts.read(epoch, plan);
        assertThat(payouts.chunks()).hasSize(3);
        for (Chunk chunk : payouts.chunks()) {
            for (Payment payment : chunk.payments()) {
                due.merge(payment.recipient(), payment.amount(), BigInteger::add);
            }
        }
        for (Map.Entry<String, BigInteger> entry : due.entrySet()) {
            assertThat(chain.balance(entry.getKey()))
                    .as("balance of %s", entry.getKey())
                    .isEqualTo(entry.getValue());
        }
        Reconciliation reconciliation = new Reconciliation(chain, epoch, payouts);
        assertThat(reconciliation.transfers()).isEmpty();
        assertThat(reconciliation.balances(plan)).isEmpty();
        assertThat(chain.chunkTransactions(epoch.day())).hasSize(3);

        Epochs.Row row = store.epochs().find(epoch).orElseThrow();
        assertThat(row.state()).isEqualTo(State.RECONCILED);
        assertThat(row.details())
                .containsEntry("root", payouts.commitment().root())
                .containsEntry("recipients", "1090")
                .containsEntry("paid", payouts.commitment().total().toString());
        assertThat(store.epochs().chunk(epoch, 2)).isPresent();
        Payment first = payouts.chunks().get(0).payments().get(0);
        Wallets.Entry entry =
                store.wallets().entry(new Address(first.recipient()), epoch).orElseThrow();
        assertThat(entry.index()).isZero();
        assertThat(entry.total().units()).isEqualTo(first.amount());
        String deferred = Files.readAllLines(plan.resolve("deferred.csv")).get(1);
        assertThat(store.wallets()
                        .entry(new Address(deferred.substring(0, deferred.indexOf(','))), epoch)
                        .orElseThrow()
                        .index())
                .isEqualTo(-1);
    }

    /** Whether the run came to the point; if so, it was killed there. */
    private static boolean runAndKillAt(TestWorld world, Epoch epoch, String point)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RunUntilPoint.class.getName(),
                        world.settings.toString(),
                        epoch.toString(),
                        point)
                .redirectErrorStream(true)
                .start();
        List<String> printed = new ArrayList<>();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                printed.add(line);
                if (line.equals("AT " + point)) {
                    process.destroyForcibly();
                    process.waitFor();
                    return true;
                }
            }
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as("%s: %s", point, printed).isZero();
        return false;
    }
}
