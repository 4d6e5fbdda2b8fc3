package io.wetoken.settlement.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.bench.faults.Fault;
import io.wetoken.settlement.bench.faults.FaultyNode;
import io.wetoken.stack.testing.AnvilProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Outbox;
import io.wetoken.store.Outbox.Attempt;
import io.wetoken.store.Outbox.Writer;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import picocli.CommandLine;

/** What becomes of a transaction when it, its answer, its block or its sender is lost; on a real node that is put back before each test. */
class SettlerIT {
    private static final long DAY = 20_000;
    private static final BigInteger AMOUNT = BigInteger.TEN.pow(20);
    private static final BigInteger GWEI = BigInteger.TEN.pow(9);
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Sending PATIENT = new Sending(LONG, LONG, GWEI.multiply(GWEI), LONG);

    @TempDir
    private static Path dir;

    private static AnvilProcess anvil;
    private static FaultyNode node;
    private static Deployment deployment;
    private static Credentials key;

    private final Outbox outbox = Stores.memory().outbox();
    private String snapshot;

    @BeforeAll
    static void start() throws IOException {
        anvil = TestServers.anvil();
        node = new FaultyNode(anvil.url());
        Path contracts = dir.resolve("contracts.json");
        Path settings = Files.writeString(
                dir.resolve("we.properties"),
                "chain.url=" + anvil.url() + "\nchain.contracts=" + contracts + "\nsecrets.dir="
                        + dir.resolve("secrets") + "\n");
        assertThat(new CommandLine(new Deploy()).execute("--config", settings.toString()))
                .isZero();
        deployment = Deployment.read(contracts);
        key = Secrets.in(dir.resolve("secrets")).key("settler");
    }

    @AfterAll
    static void stop() {
        node.close();
        anvil.close();
    }

    @BeforeEach
    void begin() throws IOException, InterruptedException {
        snapshot = node.rpc("evm_snapshot", "").replaceAll(".*\"result\":\"([^\"]*)\".*", "$1");
    }

    @AfterEach
    void putBack() throws IOException, InterruptedException {
        node.heal();
        node.rpc("anvil_dropAllTransactions", "");
        node.rpc("evm_setAutomine", "true");
        node.rpc("evm_revert", "\"" + snapshot + "\"");
    }

    @Test
    void whatNeverArrivedIsSentByTheNextAsTheSameBytes() throws IOException, InterruptedException {
        node.ail(Fault.Kind.LOSE_TRANSACTION, Integer.MAX_VALUE, 0);
        Sending hasty = new Sending(SHORT, LONG, PATIENT.maxFee(), LONG);
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, hasty)) {
            assertThatThrownBy(() -> settler.ensureRefilled(DAY, AMOUNT))
                    .hasMessageContaining("refill " + DAY + " is not mined and believed after");
        }
        List<Outbox.Entry> kept = outbox.entries(writer());
        assertThat(kept).singleElement().satisfies(entry -> {
            assertThat(entry.nonce()).isZero();
            assertThat(entry.what()).isEqualTo("refill " + DAY);
        });
        node.heal();
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, PATIENT)) {
            assertThat(chain.refilled(DAY)).as("sent when the sender began").isEqualTo(AMOUNT);
            settler.ensureRefilled(DAY, AMOUNT);
            assertThat(chain.receipt(kept.get(0).newest().hash())).isPresent();
            assertThat(chain.transactions(key.getAddress(), RewardChain.Moment.WAITING))
                    .isOne();
        }
    }

    @Test
    void aLostAnswerSendsNothingTwice() throws IOException, InterruptedException {
        node.ail(Fault.Kind.LOSE_ANSWER, Integer.MAX_VALUE, 0);
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, PATIENT)) {
            settler.ensureRefilled(DAY, AMOUNT);
            settler.ensureRefilled(DAY, AMOUNT);
            assertThat(chain.transactions(key.getAddress(), RewardChain.Moment.WAITING))
                    .isOne();
        }
    }

    /** As after a chain took back blocks that had been believed: what came before was forgotten, and no node has it any more. */
    @Test
    void aNonceThatIsMissingBelowIsUsedUp() throws IOException, InterruptedException {
        node.rpc("anvil_setNonce", "\"" + key.getAddress() + "\",\"0x2\"");
        node.ail(Fault.Kind.LOSE_TRANSACTION, Integer.MAX_VALUE, 0);
        Sending hasty = new Sending(SHORT, LONG, PATIENT.maxFee(), LONG);
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, hasty)) {
            assertThatThrownBy(() -> settler.ensureRefilled(DAY, AMOUNT)).isInstanceOf(ChainException.class);
        }
        assertThat(outbox.entries(writer()))
                .extracting(Outbox.Entry::nonce)
                .as("the nonce after what was mined")
                .containsExactly(2L);
        node.heal();
        node.rpc("anvil_setNonce", "\"" + key.getAddress() + "\",\"0x0\"");
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, PATIENT)) {
            settler.ensureRefilled(DAY, AMOUNT);
            assertThat(chain.refilled(DAY)).isEqualTo(AMOUNT);
            assertThat(chain.transactions(key.getAddress(), RewardChain.Moment.NEWEST))
                    .isEqualTo(3);
        }
    }

    /** As when the chain took back a day whose earlier transactions were forgotten: the commitment comes before the approval that it needs. */
    @Test
    void whatWasRevertedForComingTooEarlyIsSentAgain() throws IOException, InterruptedException {
        Commitment wanted = new Commitment("0x" + "ab".repeat(32), BigInteger.TEN, 1);
        try (RewardChain chain = chain(0)) {
            try (Settler settler = settler(chain, PATIENT)) {
                commit(chain, settler, wanted);
            }
            Instant now = Instant.now();
            Outbox.Lease lease = outbox.take(writer(), "test", Optional.empty(), now, now.plusSeconds(60))
                    .orElseThrow();
            assertThat(outbox.forget(writer(), lease, 2)).isTrue();
            outbox.release(writer(), lease, now);
        }
        assertThat(outbox.entries(writer())).extracting(Outbox.Entry::what).containsExactly("commit " + DAY);
        node.rpc("evm_revert", "\"" + snapshot + "\"");
        begin();
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, PATIENT)) {
            commit(chain, settler, wanted);
            assertThat(chain.commitment(DAY)).contains(wanted);
        }
    }

    @Test
    void whatWouldBeRevertedAgainSaysWhy() throws IOException, InterruptedException {
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, PATIENT)) {
            assertThatThrownBy(() -> settler.ensureCommitted(
                            DAY, new Commitment("0x" + "ab".repeat(32), BigInteger.TEN, 1), "0x01"))
                    .hasMessageContaining("The chain refuses to commit " + DAY);
        }
    }

    private static void commit(RewardChain chain, Settler settler, Commitment wanted)
            throws IOException, InterruptedException {
        Credentials approver = Secrets.in(dir.resolve("secrets")).key("approver");
        String plan = chain.planOf(DAY, wanted, "0x01");
        settler.ensureRefilled(DAY, AMOUNT);
        settler.ensureApproved(
                DAY, plan, approver.getAddress(), ApprovalSignature.sign(deployment, DAY, plan, approver));
        settler.ensureCommitted(DAY, wanted, "0x01");
    }

    @Test
    void whatWaitsTooLongIsReplacedWithHigherFeesAndNoSecondNonce() throws Exception {
        node.rpc("evm_setAutomine", "false");
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, new Sending(LONG, SHORT, PATIENT.maxFee(), LONG))) {
            CompletableFuture<Void> refill = refill(settler);
            await().atMost(LONG).until(() -> attempts().size() >= 4);
            node.rpc("evm_setAutomine", "true");
            node.rpc("evm_mine", "");
            refill.get(60, TimeUnit.SECONDS);
            List<Attempt> attempts = attempts();
            for (int i = 1; i < attempts.size(); i++) {
                assertThat(attempts.get(i).maxFee().multiply(BigInteger.valueOf(8)))
                        .isGreaterThanOrEqualTo(attempts.get(i - 1).maxFee().multiply(BigInteger.valueOf(9)));
                assertThat(attempts.get(i).tip().multiply(BigInteger.valueOf(8)))
                        .isGreaterThanOrEqualTo(attempts.get(i - 1).tip().multiply(BigInteger.valueOf(9)));
            }
            assertThat(chain.transactions(key.getAddress(), RewardChain.Moment.WAITING))
                    .isOne();
            assertThat(chain.refilled(DAY)).isEqualTo(AMOUNT);
        }
    }

    @Test
    void noFeeIsHigherThanAllowed() throws Exception {
        node.rpc("evm_setAutomine", "false");
        BigInteger most = GWEI.multiply(BigInteger.valueOf(2));
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, new Sending(Duration.ofSeconds(2), SHORT, most, LONG))) {
            assertThatThrownBy(() -> settler.ensureRefilled(DAY, AMOUNT))
                    .hasMessageContaining("with fees of at most " + most + " wei");
            assertThat(attempts())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(attempt -> assertThat(attempt.maxFee()).isLessThanOrEqualTo(most));
        }
    }

    @Test
    void whatTheNewestBlocksTookAwayIsSentAgainBeforeItIsBelieved() throws Exception {
        node.rpc("anvil_mine", "\"0xa\"");
        try (RewardChain chain = chain(3);
                Settler settler = settler(chain, PATIENT)) {
            CompletableFuture<Void> refill = refill(settler);
            await().atMost(LONG).until(() -> isRefilledNow());
            String hash = attempts().get(0).hash();
            node.rpc("anvil_reorg", "2,[]");
            await().atMost(LONG).until(() -> receiptNow(hash));
            assertThat(refill).isNotDone();
            // No more than the node keeps the states of.
            node.rpc("anvil_mine", "\"0x4\"");
            refill.get(60, TimeUnit.SECONDS);
            assertThat(chain.refilled(DAY)).as("three blocks deep").isEqualTo(AMOUNT);
            assertThat(chain.transactions(key.getAddress(), RewardChain.Moment.NEWEST))
                    .isOne();
        }
    }

    @Test
    void aKeyHasOneWriterAtATime() throws IOException {
        Instant now = Instant.now();
        Outbox.Lease other = outbox.take(writer(), "elsewhere/1/1", Optional.empty(), now, now.plusSeconds(3600))
                .orElseThrow();
        try (RewardChain chain = chain(0)) {
            assertThatThrownBy(() -> settler(chain, PATIENT))
                    .isInstanceOf(LeaseHeld.class)
                    .hasMessageContaining("elsewhere/1/1 holds until " + other.until());
            outbox.release(writer(), other, now);
            try (Settler settler = settler(chain, PATIENT)) {
                String holder = outbox.lease(writer()).orElseThrow().holder();
                outbox.take(writer(), "elsewhere/2/2", Optional.of(holder), now, now.plusSeconds(3600));
                assertThatThrownBy(() -> settler.ensureRefilled(DAY, AMOUNT))
                        .hasMessageContaining("was taken by elsewhere/2/2");
                assertThat(chain.transactions(key.getAddress(), RewardChain.Moment.WAITING))
                        .as("nothing was sent")
                        .isZero();
            }
        }
    }

    @Test
    void aKeyWithoutEtherSaysSo() throws IOException, InterruptedException {
        node.rpc("anvil_setBalance", "\"" + key.getAddress() + "\",\"0x0\"");
        try (RewardChain chain = chain(0);
                Settler settler = settler(chain, PATIENT)) {
            assertThatThrownBy(() -> settler.ensureRefilled(DAY, AMOUNT))
                    .hasMessageContaining("to refill " + DAY)
                    .message()
                    .containsIgnoringCase("insufficient funds");
        }
    }

    private CompletableFuture<Void> refill(Settler settler) {
        return CompletableFuture.runAsync(() -> {
            try {
                settler.ensureRefilled(DAY, AMOUNT);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Attempt> attempts() {
        return outbox.entries(writer()).stream()
                .flatMap(entry -> entry.attempts().stream())
                .toList();
    }

    private static boolean isRefilledNow() throws IOException {
        try (RewardChain chain = chain(0)) {
            return chain.refilled(DAY).equals(AMOUNT);
        }
    }

    private static boolean receiptNow(String hash) throws IOException {
        try (RewardChain chain = chain(0)) {
            return chain.receipt(hash).isPresent();
        }
    }

    private static Writer writer() {
        return new Writer(deployment.chainId(), key.getAddress());
    }

    private static RewardChain chain(int depth) throws IOException {
        return RewardChain.connect(node.url(), deployment, 5_000, depth);
    }

    private Settler settler(RewardChain chain, Sending sending) throws IOException {
        return new Settler(chain, key, outbox, sending, InstantSource.system(), Probe.NONE);
    }
}
