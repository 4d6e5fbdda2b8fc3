package io.wetoken.contracts.devchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.contracts.TestChain;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.protocol.core.methods.request.Transaction;

class DevChainIT {
    @TempDir
    private Path directory;

    @Test
    void aKilledKeeperLosesNothing() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            mine(chain, 50);
            chain.killKeeper();
            assertThat(blocks(chain)).isEqualTo(50);
            mine(chain, 7);
            chain.start();
            assertThat(blocks(chain)).isEqualTo(57);
        }
    }

    @Test
    void aKilledAnvilKeepsWhatWasSaved() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            Path state = chain.chainDirectory().resolve("state.json.gz");
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(state));
            long before = Files.size(state);
            mine(chain, 20);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> Files.size(state) > before);
            chain.anvil().destroyForcibly();
            chain.stop();
            chain.start();
            assertThat(blocks(chain)).isBetween(1L, 20L);
            assertThat(chain.chainDirectory().resolve("load.json")).doesNotExist();
        }
    }

    @Test
    void anOrderlyStopLosesNothing() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            mine(chain, 30);
            chain.stop();
            chain.start();
            assertThat(blocks(chain)).isEqualTo(30);
        }
    }

    private static long blocks(TestChain chain) throws IOException {
        return chain.web3j().ethBlockNumber().send().getBlockNumber().longValueExact();
    }

    /** One block each, and each waited for. */
    private static void mine(TestChain chain, int count) throws IOException {
        long wanted = blocks(chain) + count;
        String sender = chain.web3j().ethAccounts().send().getAccounts().get(0);
        for (long next = wanted - count + 1; next <= wanted; next++) {
            chain.web3j()
                    .ethSendTransaction(Transaction.createEtherTransaction(
                            sender, null, BigInteger.TEN.pow(9), BigInteger.valueOf(21_000), sender, BigInteger.ONE))
                    .send();
            long block = next;
            Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> blocks(chain) == block);
        }
    }
}
