package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.chain.ApprovalSignature;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.chain.Settler;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;

/** What a run waits for, refuses and restores, on a real chain that is put back before each test. */
class EpochRunIT extends ChainPutBack {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Epoch NEXT = Epoch.parse("2026-11-21");

    @BeforeAll
    static void start() throws IOException {
        world.prepare(DAY);
        world.prepare(NEXT);
    }

    @Test
    void aDayThatIsNotOverIsWaitedFor() throws IOException, InterruptedException {
        world.sealAnswers(409, "{\"code\":\"EPOCH_NOT_OVER\",\"detail\":\"it has not ended\"}");
        EpochRun.Result result = run(DAY);
        assertThat(result.row().state()).isEqualTo(State.OPEN);
        assertThat(result.waitsFor().orElseThrow()).contains("EPOCH_NOT_OVER", "http://127.0.0.1:");
    }

    @Test
    void aCollectorThatDoesNotAnswerIsNamed() throws IOException {
        world.configure(Map.of("collectors", "http://127.0.0.1:1"));
        assertThatThrownBy(() -> run(DAY))
                .isInstanceOf(SettlementException.class)
                .message()
                .contains("http://127.0.0.1:1/ does not answer");
    }

    @Test
    void aCollectorThatFailsIsNotPassedOver() {
        world.sealAnswers(503, "{\"title\":\"Service Unavailable\"}");
        assertThatThrownBy(() -> run(DAY)).message().contains("status 503", "Service Unavailable");
    }

    @Test
    void whatTheCloseJobWaitsForIsPassedOn() throws IOException, InterruptedException {
        world.configure(Map.of("job.close", world.script("short", "echo '17 of 20 records are archived'; exit 3")));
        EpochRun.Result result = run(DAY);
        assertThat(result.row().state()).isEqualTo(State.OPEN);
        assertThat(result.waitsFor()).contains("17 of 20 records are archived");
    }

    @Test
    void aJobThatFailsIsQuotedAndNothingMovesOn() throws IOException {
        world.configure(Map.of("job.scores", world.script("bad", "echo 'no space left'; exit 1")));
        assertThatThrownBy(() -> run(DAY)).message().contains("scores", "status 1", "no space left");
        assertThat(store.epochs().find(DAY).orElseThrow().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void untilClosedNeedsNoChain() throws IOException, InterruptedException {
        world.configure(Map.of("chain.url", "http://127.0.0.1:1"));
        assertThat(world.run(store, Probe.NONE)
                        .run(DAY, State.CLOSED, false)
                        .row()
                        .state())
                .isEqualTo(State.CLOSED);
    }

    @Test
    void aDryRunSaysWhatThePlanWillBeAndLeavesAllAsItIs() throws IOException, InterruptedException {
        assertThatThrownBy(() -> new DryRun(world.config(), store).of(DAY))
                .hasMessageContaining("is OPEN and has no scores yet", "--until SCORED");
        world.run(store, Probe.NONE).run(DAY, State.SCORED, false);
        PlanReport aside = new DryRun(world.config(), store).of(DAY);
        assertThat(world.home.resolve("epochs/" + DAY + "/plan")).doesNotExist();
        assertThat(store.epochs().find(DAY).orElseThrow().state()).isEqualTo(State.SCORED);
        assertThat(aside.before()).isEmpty();
        assertThat(aside.giniPpm()).isPositive();

        Epochs.Row paid = run(DAY).row();
        assertThat(paid.details()).containsEntry("root", aside.root());
        assertThat(new DryRun(world.config(), store).of(DAY)).isEqualTo(aside);

        world.run(store, Probe.NONE).run(NEXT, State.SCORED, false);
        PlanReport next = new DryRun(world.config(), store).of(NEXT);
        assertThat(next.before()).contains(aside.total());
        assertThat(run(NEXT).row().details()).containsEntry("root", next.root());
    }

    @Test
    void everyActionIsInTheLogAndTheRowHoldsItsHash() throws IOException, InterruptedException {
        world.configure(Map.of("approval", "manual", "collectors", "http://127.0.0.1:1"));
        assertThatThrownBy(() -> run(DAY)).isInstanceOf(SettlementException.class);
        world.configure(Map.of("approval", "manual"));
        run(DAY);
        approve(world, store, DAY);
        Epochs.Row row = run(DAY).row();
        List<ActionLog.Entry> log = ActionLog.read(world.home.resolve("epochs"));
        assertThat(log)
                .extracting(ActionLog.Entry::what)
                .containsExactly(
                        "run",
                        "failed",
                        "run",
                        "CLOSED",
                        "SCORED",
                        "PLANNED",
                        "waits",
                        "approve",
                        "run",
                        "APPROVED",
                        "COMMITTED",
                        "PAYING",
                        "PAID",
                        "RECONCILED");
        assertThat(log.get(1).details().get("why")).contains("http://127.0.0.1:1 does not answer");
        assertThat(log.get(6).details().get("for")).contains("approval");
        assertThat(log.get(7).details())
                .containsEntry("approver", row.details().get("approvedBy"))
                .containsEntry("plan", row.details().get(Approval.PLAN));
        assertThat(log.stream().filter(entry -> row.details().containsValue(entry.hash())))
                .as("one for each state")
                .hasSize(8);
    }

    @Test
    void aPlanThatWasChangedAfterwardsIsNotPaid() throws IOException, InterruptedException {
        world.run(store, Probe.NONE).run(DAY, State.PLANNED, false);
        Path payouts = world.home.resolve("epochs/" + DAY + "/plan/payouts.csv");
        Files.writeString(payouts, Files.readString(payouts).replaceFirst("(\n0,0x[0-9a-f]*,)[0-9]+", "$19"));
        assertThatThrownBy(() -> run(DAY)).message().contains("was changed");
    }

    @Test
    void anEarlierDayCanOnlyBeClosed() throws IOException, InterruptedException {
        run(NEXT);
        assertThat(world.run(store, Probe.NONE).run(DAY, State.CLOSED, false).waitsFor())
                .isEmpty();
        assertThatThrownBy(() -> run(DAY))
                .message()
                .contains("2026-11-20 can only be closed, never paid", "committed 2026-11-21", "--until CLOSED");
    }

    @Test
    void aDayWaitsForTheOneThatIsBeingPaid() throws IOException, InterruptedException {
        world.run(store, Probe.NONE).run(DAY, State.APPROVED, false);
        EpochRun.Result result = run(NEXT);
        assertThat(result.row().state()).isEqualTo(State.CLOSED);
        assertThat(result.waitsFor().orElseThrow()).contains("epoch 2026-11-20, which is APPROVED");
    }

    @Test
    void anotherRootOnTheChainStopsEverything() throws IOException, InterruptedException {
        world.run(store, Probe.NONE).run(DAY, State.APPROVED, false);
        try (RewardChain chain = chain()) {
            Commitment other = new Commitment("0x" + "ab".repeat(32), BigInteger.TEN, 1);
            String plan = chain.planOf(DAY.day(), other, "0x01");
            try (Settler settler = settler(chain)) {
                settler.ensureRefilled(
                        DAY.day(),
                        new BigInteger(
                                store.epochs().find(DAY).orElseThrow().details().get("refill")));
                settler.ensureApproved(
                        DAY.day(),
                        plan,
                        key("approver").getAddress(),
                        ApprovalSignature.sign(chain.deployment(), DAY.day(), plan, key("approver")));
                settler.ensureCommitted(DAY.day(), other, "0x01");
            }
        }
        assertThatThrownBy(() -> run(DAY))
                .message()
                .startsWith("STOP: the chain has committed")
                .contains("abab");
        assertThat(store.epochs().find(DAY).orElseThrow().state()).isEqualTo(State.APPROVED);
    }

    @Test
    void aStrangersPushIsWelcomeAndPaysNobodyTwice() throws IOException, InterruptedException {
        world.run(store, Probe.NONE).run(DAY, State.PAYING, false);
        Commitment.Payouts payouts = Payouts.read(DAY, world.home.resolve("epochs/" + DAY + "/plan"));
        try (RewardChain chain = chain()) {
            try (Settler settler = settler(chain)) {
                settler.ensurePaid(DAY.day(), payouts);
            }
            run(DAY);
            assertThat(new Reconciliation(chain, DAY, payouts).transfers()).isEmpty();
            assertThat(chain.paid(DAY.day())).isEqualTo(payouts.commitment().total());
        }
    }

    @Test
    void aChainThatLostItsLastBlocksGetsThemAgain() throws IOException, InterruptedException {
        String before = world.rpc("evm_snapshot", "");
        run(DAY);
        world.rpc("evm_revert", "\"" + before + "\"");
        try (RewardChain chain = chain()) {
            assertThat(chain.commitment(DAY.day())).isEmpty();
            assertThatThrownBy(() -> run(NEXT)).message().contains("has lost the last commitment");
            assertThat(run(DAY).row().state()).isEqualTo(State.RECONCILED);
            Commitment.Payouts payouts = Payouts.read(DAY, world.home.resolve("epochs/" + DAY + "/plan"));
            assertThat(new Reconciliation(chain, DAY, payouts).transfers()).isEmpty();
        }
        assertThat(run(NEXT).row().state()).isEqualTo(State.RECONCILED);
    }

    @Test
    void aDayWithoutAnyActivityPaysNobody() throws IOException, InterruptedException {
        world.configure(Map.of(
                "job.scores",
                world.script(
                        "empty",
                        "mkdir \"$out\" && for f in prepared/$date/scores/*; do case $f in *indicators.csv) cp $f \"$out\";;"
                                + " *) head -1 $f > \"$out/$(basename $f)\";; esac; done")));
        assertThat(run(DAY).row().details()).containsEntry("recipients", "0").containsEntry("paid", "0");
    }

    @Test
    void theAuditNamesTheFirstDifference() throws IOException, InterruptedException {
        run(DAY);
        assertThat(differences()).isEmpty();

        Path archived = world.home.resolve("archive/judged/epoch=" + DAY + "/part-0.parquet");
        String original = Files.readString(archived);
        Files.writeString(archived, "something else");
        assertThat(differences()).singleElement().asString().contains("part-0.parquet has sha256");
        Files.writeString(archived, original);

        Path activity = world.home.resolve("prepared/" + DAY + "/scores/activity.csv");
        String points = Files.readString(activity);
        Files.writeString(activity, points.replaceFirst("(\n0x[0-9a-f]*,)[0-9]+", "$1777000000"));
        List<String> all = differences();
        assertThat(all.get(0)).contains("scores", "activity.csv:2: then '0x", "777000000'");
        assertThat(all).anyMatch(line -> line.startsWith("chain: root"));
        Files.writeString(activity, points);
        assertThat(differences()).isEmpty();
    }

    private List<String> differences() throws IOException, InterruptedException {
        return new Audit(world.config(), store, world.anvil.url(), line -> {})
                .of(DAY).stream()
                        .filter(check -> check.difference().isPresent())
                        .map(check -> check.name() + " " + check.difference().get())
                        .toList();
    }

    /** Public nodes give the logs of so many blocks at once; a chain that has been going for a year has millions. */
    @Test
    void logsAreAskedForPageByPage() throws IOException, InterruptedException {
        world.rpc("anvil_mine", "\"0x78\"");
        try (PickyNode node = new PickyNode(world.anvil.url(), 50)) {
            world.configure(Map.of("chain.url", node.url(), "chain.logBlocks", "50"));
            assertThat(run(DAY).row().details()).containsKeys("refillTx", "commitTx", "pushTx.0", "pushTx.2");
            world.rpc("anvil_mine", "\"0x78\"");
            try (RewardChain chain = world.config().chain(node.url())) {
                Commitment.Payouts payouts = Payouts.read(DAY, world.home.resolve("epochs/" + DAY + "/plan"));
                int before = node.asked.get();
                assertThat(new Reconciliation(chain, DAY, payouts).transfers()).isEmpty();
                long blocks = Long.decode(world.rpc("eth_blockNumber", ""))
                        - world.deployment().block()
                        + 1;
                assertThat(blocks).isGreaterThan(240);
                assertThat(node.asked.get() - before).isEqualTo((int) ((blocks + 49) / 50));
            }
        }
    }

    @Test
    void aSecondRunWaitsForTheFirst() throws IOException, InterruptedException {
        Optional<RunLock> held = RunLock.take(world.config().epochs(), NEXT);
        try (RunLock lock = held.orElseThrow()) {
            EpochRun.Result result = lock.during(() -> run(DAY));
            assertThat(result.waitsFor().orElseThrow()).contains("another run", "epoch 2026-11-21");
        }
        assertThat(run(DAY).waitsFor()).isEmpty();
    }

    private EpochRun.Result run(Epoch epoch) throws IOException, InterruptedException {
        return world.run(store, Probe.NONE).run(epoch, State.RECONCILED, false);
    }

    private static RewardChain chain() throws IOException {
        return world.config().chain(world.anvil.url());
    }

    private static Settler settler(RewardChain chain) throws IOException {
        return new Settler(
                chain,
                key("settler"),
                Stores.memory().outbox(),
                world.config().sending(),
                InstantSource.system(),
                Probe.NONE);
    }

    private static Credentials key(String role) throws IOException {
        return Secrets.in(world.home.resolve("secrets")).key(role);
    }

    static void approve(TestWorld world, Store store, Epoch epoch) throws IOException {
        try (Approving approving = new Approving(world.config(), store, InstantSource.system(), epoch)) {
            approving.keep(
                    approving.sign(Secrets.in(world.home.resolve("secrets")).key("approver")));
        }
    }
}
