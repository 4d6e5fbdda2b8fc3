package io.wetoken.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class HBaseFailureIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Epoch DAY = Epoch.parse("2026-11-21");

    @Test
    void nobodyAtTheAddressIsSaidSoon() {
        String nobody = "127.0.0.1:" + TestServers.freePort();
        failsSoon(nobody, () -> Stores.hbase(nobody).close());
    }

    @Test
    void aKilledServerIsSaidSoonAndAfterItsReturnNothingIsLost() throws IOException {
        try (HBaseProcess server = TestServers.hbase();
                Store store = Stores.hbase(server.zookeeper())) {
            store.epochs().open(DAY);
            assertThat(store.epochs().advance(DAY, State.OPEN, Map.of("root", "0x1")))
                    .isTrue();
            server.kill();
            failsSoon(server.zookeeper(), () -> store.epochs().find(DAY));
            failsSoon(server.zookeeper(), () -> store.profiles().find(new AccountId("ann")));
            server.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .untilAsserted(() -> assertThat(store.epochs().find(DAY))
                            .contains(new Epochs.Row(DAY, State.CLOSED, Map.of("root", "0x1"))));
        }
    }

    private static void failsSoon(String zookeeper, Runnable call) {
        long start = System.nanoTime();
        assertThatThrownBy(call::run)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("HBase behind ZooKeeper " + zookeeper + " failed: ");
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.println("HBase failure was said after " + took.toMillis() + " ms");
        assertThat(took).isLessThan(LIMIT);
    }
}
