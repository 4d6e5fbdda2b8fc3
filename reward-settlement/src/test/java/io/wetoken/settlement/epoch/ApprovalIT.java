package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.generated.WeToken;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.chain.ApprovalSignature;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import picocli.CommandLine;

/** Who must agree before a day is paid, and who can stop it, on a real chain with six hours for a veto; it is put back before each test. */
class ApprovalIT extends ChainPutBack {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final long VETO_SECONDS = 21_600;

    @BeforeAll
    static void start() throws IOException {
        deployAnew();
        world.prepare(DAY);
    }

    /** With the veto's delay of a real chain. */
    private static void deployAnew() throws IOException {
        Files.delete(world.home.resolve("contracts.json"));
        Files.delete(world.home.resolve("secrets/deployer.key"));
        world.configure(Map.of("chain.vetoSeconds", Long.toString(VETO_SECONDS)));
        assertThat(new CommandLine(new Deploy()).execute("--config", world.settings.toString()))
                .isZero();
    }

    @BeforeEach
    void begin() throws IOException {
        // The chain's clock is moved on by the hour here, which nobody's is.
        configure(Map.of());
    }

    private static void configure(Map<String, String> other) throws IOException {
        Map<String, String> all =
                new java.util.TreeMap<>(Map.of("approval", "manual", "clock.maxSkewSeconds", "300000"));
        all.putAll(other);
        world.configure(all);
    }

    @Test
    void aPlanWaitsForASecondPersonAndThenForTheVeto() throws IOException, InterruptedException {
        EpochRun.Result planned = run();
        assertThat(planned.row().state()).isEqualTo(State.PLANNED);
        assertThat(planned.waitsFor().orElseThrow())
                .contains("approval by a second person", "epoch approve --date " + DAY);
        assertThat(planned.row().details().get(Approval.PLAN)).matches("0x[0-9a-f]{64}");

        EpochRunIT.approve(world, store, DAY);
        EpochRun.Result committed = run();
        assertThat(committed.row().state()).isEqualTo(State.PAYING);
        assertThat(committed.waitsFor().orElseThrow()).contains("the guardian may veto it to end at 2");
        assertThat(committed.row().details())
                .containsEntry("approvedBy", key("approver").address())
                .containsKeys("opensAt", "commitTx");
        try (RewardChain chain = chain()) {
            assertThat(chain.paid(DAY.day())).isZero();
            assertThat(chain.dataCid(DAY.day())).startsWith("0x01551220");
        }

        world.rpc("evm_increaseTime", Long.toString(VETO_SECONDS));
        EpochRun.Result paid = run();
        assertThat(paid.waitsFor()).isEmpty();
        assertThat(paid.row().state()).isEqualTo(State.RECONCILED);
    }

    @Test
    void aVetoedDayIsPaidOnlyAfterAnotherApproval() throws IOException, InterruptedException {
        run();
        EpochRunIT.approve(world, store, DAY);
        run();
        guardian(pool().vetoEpoch(BigInteger.valueOf(DAY.day())).encodeFunctionCall());
        for (int again = 0; again < 2; again++) {
            assertThat(run().waitsFor().orElseThrow()).contains("the guardian has vetoed", "another approval");
        }
        try (RewardChain chain = chain()) {
            assertThat(chain.reserved()).isZero();
        }
        EpochRunIT.approve(world, store, DAY);
        assertThat(run().waitsFor().orElseThrow()).contains("may veto it to end");
        world.rpc("evm_increaseTime", Long.toString(VETO_SECONDS));
        assertThat(run().row().state()).isEqualTo(State.RECONCILED);
    }

    @Test
    void aPausedPoolIsWaitedFor() throws IOException, InterruptedException {
        run();
        EpochRunIT.approve(world, store, DAY);
        guardian(pool().pause().encodeFunctionCall());
        EpochRun.Result result = run();
        assertThat(result.waitsFor().orElseThrow()).contains("the pool's pause to end");
        assertThat(result.row().state()).isEqualTo(State.APPROVED);
    }

    @Test
    void aPlanThatWasAlteredAfterItsApprovalIsNotSent() throws IOException, InterruptedException {
        run();
        EpochRunIT.approve(world, store, DAY);
        Path payouts = world.home.resolve("epochs/" + DAY + "/plan/payouts.csv");
        String before = Files.readString(payouts);
        Files.writeString(payouts, before.replaceFirst("(\n0,0x[0-9a-f]*,)[0-9]+", "$19"));
        assertThatThrownBy(this::run).hasMessageContaining(payouts.getParent() + " was changed");
        try (RewardChain chain = chain()) {
            assertThat(chain.nextRefill()).as("nothing was sent").isZero();
        }
        Files.writeString(payouts, before);
        assertThat(run().row().state()).isEqualTo(State.PAYING);
    }

    @Test
    void onlyAnApproversSignatureForThisPlanIsKept() throws IOException, InterruptedException {
        assertThatThrownBy(this::approving).hasMessageContaining("was never opened");
        run();
        try (Approving approving = approving()) {
            assertThatThrownBy(() -> approving.sign(credentials("settler")))
                    .hasMessageContaining("is no approver of the pool");
            Approving.Signed signed = approving.sign(credentials("approver"));
            assertThatThrownBy(() -> approving.signedElsewhere("0x12", signed.signature()))
                    .hasMessageContaining("'0x12'");
            assertThatThrownBy(() -> approving.signedElsewhere(
                            signed.approver(), signed.signature().replace("1", "2")))
                    .hasMessageContaining("does not take this as " + signed.approver());
            assertThat(approving.signedElsewhere(signed.approver(), signed.signature()))
                    .isEqualTo(signed);
        }
        assertThat(run().waitsFor()).as("nothing was kept").isPresent();
    }

    /** The operations page takes a signature without asking the chain whether its signer may approve. */
    @Test
    void aSignatureThatThePoolDoesNotTakeIsPutAsideAndHoldsNothingUp() throws IOException, InterruptedException {
        String plan = run().row().details().get(Approval.PLAN);
        Credentials stranger = Credentials.create("0x" + "12".repeat(32));
        store.epochs()
                .note(
                        DAY,
                        Map.of(
                                Approval.SIGNED_PLAN,
                                plan,
                                Approval.APPROVER,
                                stranger.getAddress(),
                                Approval.SIGNATURE,
                                ApprovalSignature.sign(world.deployment(), DAY.day(), plan, stranger)));
        EpochRun.Result waits = run();
        assertThat(waits.row().state()).isEqualTo(State.PLANNED);
        assertThat(waits.waitsFor().orElseThrow()).contains(stranger.getAddress(), "put aside");
        assertThat(waits.row().details()).containsEntry(Approval.SIGNED_PLAN, "");
        EpochRunIT.approve(world, store, DAY);
        assertThat(run().row().state()).isEqualTo(State.PAYING);
    }

    @Test
    void whatAdvertisersGaveIsPaidOutAndAccountedFor() throws IOException, InterruptedException {
        Deployment deployed = world.deployment();
        // A buy-back belongs to the day of the chain's clock; so this epoch's must be that day.
        Epoch day;
        try (RewardChain chain = chain()) {
            day = Epoch.of(chain.now() * 1000);
        }
        world.prepare(day);
        BigInteger gift = BigInteger.TEN.pow(21);
        Web3j web3j = Web3j.build(new HttpService(world.anvil.url()));
        try {
            var reader = new ReadonlyTransactionManager(web3j, deployed.pool());
            WeToken token = WeToken.load(deployed.token(), web3j, reader, new DefaultGasProvider());
            IncentiveFund fund = IncentiveFund.load(deployed.fund(), web3j, reader, new DefaultGasProvider());
            KeySender advertiser = new KeySender(web3j, credentials("guardian"), deployed.chainId());
            // Nobody but the wallets of the allocation has tokens yet; the node lets a test speak for one of them.
            String buy = token.transfer(advertiser.address(), gift.multiply(BigInteger.TWO))
                    .encodeFunctionCall();
            String treasury = "\"" + deployed.treasury() + "\"";
            world.rpc("anvil_impersonateAccount", treasury);
            world.rpc("anvil_setBalance", treasury + ",\"0xde0b6b3a7640000\"");
            world.rpc(
                    "eth_sendTransaction",
                    "{\"from\":" + treasury + ",\"to\":\"" + deployed.token() + "\",\"data\":\"" + buy + "\"}");
            confirmed(
                    advertiser,
                    deployed.token(),
                    token.approve(deployed.fund(), gift).encodeFunctionCall());
            confirmed(advertiser, deployed.fund(), fund.fundWith(gift).encodeFunctionCall());
            // Gifts past the door are not the rule's, and do not disturb the accounts.
            for (String other : List.of(deployed.pool(), deployed.fund())) {
                confirmed(
                        advertiser,
                        deployed.token(),
                        token.transfer(other, BigInteger.TEN).encodeFunctionCall());
            }
        } finally {
            web3j.shutdown();
        }
        world.rpc("evm_increaseTime", "86400");
        configure(Map.of("approval", "auto"));
        run(day);
        world.rpc("evm_increaseTime", Long.toString(VETO_SECONDS));
        EpochRun.Result result = run(day);
        assertThat(result.waitsFor()).isEmpty();
        Epochs.Row row = result.row();
        assertThat(row.state()).isEqualTo(State.RECONCILED);
        assertThat(row.details()).containsEntry("boughtBack", gift.toString());
        assertThat(new Audit(world.config(), store, world.anvil.url(), line -> {}).of(day))
                .allSatisfy(
                        check -> assertThat(check.difference()).as(check.name()).isEmpty());
        assertThat(Files.readString(world.home.resolve("epochs/" + day + "/inputs/params.json")))
                .contains("\"adBuyback\": \"" + gift + "\"");
    }

    @Test
    void aClockThatIsWrongSendsNothing() throws IOException {
        configure(Map.of("clock.maxSkewSeconds", "300"));
        InstantSource fast = InstantSource.offset(InstantSource.system(), Duration.ofHours(1));
        assertThatThrownBy(() -> new EpochRun(world.config(), store, fast, Probe.NONE, line -> {})
                        .run(DAY, State.RECONCILED, false))
                .hasMessageContaining(
                        "This machine's clock says " + fast.instant().toString().substring(0, 13))
                .hasMessageContaining("clock.maxSkewSeconds")
                .hasMessageContaining("Nothing was sent");
    }

    private EpochRun.Result run() throws IOException, InterruptedException {
        return run(DAY);
    }

    private EpochRun.Result run(Epoch day) throws IOException, InterruptedException {
        return world.run(store, Probe.NONE).run(day, State.RECONCILED, false);
    }

    private Approving approving() throws IOException {
        return new Approving(world.config(), store, InstantSource.system(), DAY);
    }

    private static RewardChain chain() throws IOException {
        return world.config().chain(world.anvil.url());
    }

    private static org.web3j.crypto.Credentials credentials(String role) throws IOException {
        return Secrets.in(world.home.resolve("secrets")).key(role);
    }

    private static KeySender key(String role) throws IOException {
        return new KeySender(
                Web3j.build(new HttpService(world.anvil.url())),
                credentials(role),
                world.deployment().chainId());
    }

    private static RewardPool pool() throws IOException {
        Web3j web3j = Web3j.build(new HttpService(world.anvil.url()));
        return RewardPool.load(
                world.deployment().pool(),
                web3j,
                new ReadonlyTransactionManager(web3j, world.deployment().pool()),
                new DefaultGasProvider());
    }

    private static void guardian(String data) throws IOException, InterruptedException {
        confirmed(key("guardian"), world.deployment().pool(), data);
    }

    private static void confirmed(KeySender sender, String to, String data) throws IOException, InterruptedException {
        assertThat(sender.await(sender.send(to, data), Duration.ofSeconds(30))).isInstanceOf(Outcome.Confirmed.class);
    }
}
