package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.Epoch;
import io.wetoken.settlement.EpochCommand;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code epoch serve} as a process on a real chain and a real HBase: killed, started again, and asked to end. */
class ServeKilledIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final int SIGTERM = 143;

    @Test
    void aServerThatWasKilledResumesAndOneThatIsAskedEnds() throws IOException, InterruptedException {
        Epoch today = Epoch.of(System.currentTimeMillis());
        Epoch first = today.plusDays(-2);
        Epoch second = today.plusDays(-1);
        try (TestWorld world = new TestWorld(true);
                Store store = world.store();
                RewardChain chain = world.config().chain(world.anvil.url())) {
            world.configure(Map.of("settlement.port", "0", "settlement.from", first.toString()));
            // Should midnight pass, today is due as well.
            for (Epoch epoch : List.of(first, second, today)) {
                world.prepare(epoch);
            }
            Path once = world.home.resolve("once.log");
            Process asked = serve(world, once, "--once");
            try {
                await().atMost(SOON).until(() -> Files.readString(once).contains(first + " is CLOSED"));
                asked.destroy();
                assertThat(asked.waitFor()).isEqualTo(SIGTERM);
            } finally {
                asked.destroyForcibly().waitFor();
            }
            assertThat(once).content().contains("Ended between two steps");

            Path log = world.home.resolve("serve.log");
            Process killed = serve(world, log);
            try {
                await().atMost(SOON).until(() -> Files.readString(log).contains(first + " is APPROVED"));
            } finally {
                killed.destroyForcibly().waitFor();
            }
            Path again = world.home.resolve("again.log");
            Process served = serve(world, again);
            try {
                await().atMost(SOON)
                        .until(() -> Files.readString(again).contains("Every day that is over is reconciled"));
                served.destroy();
                assertThat(served.waitFor()).isEqualTo(SIGTERM);
            } finally {
                served.destroyForcibly().waitFor();
            }
            for (Epoch epoch : List.of(first, second)) {
                assertThat(store.epochs().find(epoch).orElseThrow().state()).isEqualTo(State.RECONCILED);
                Commitment.Payouts payouts = Payouts.read(epoch, world.home.resolve("epochs/" + epoch + "/plan"));
                assertThat(new Reconciliation(chain, epoch, payouts).transfers())
                        .isEmpty();
                assertThat(chain.paid(epoch.day()))
                        .isEqualTo(payouts.commitment().total());
                assertThat(chain.chunkTransactions(epoch.day())).hasSize(3);
            }
            assertThat(ActionLog.read(world.home.resolve("epochs")))
                    .as("no run was cut short when it was asked to end")
                    .noneMatch(entry -> entry.what().equals("failed"));
        }
    }

    private static Process serve(TestWorld world, Path log, String... options) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                EpochCommand.class.getName(),
                "serve",
                "--config",
                world.settings.toString()));
        line.addAll(List.of(options));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
