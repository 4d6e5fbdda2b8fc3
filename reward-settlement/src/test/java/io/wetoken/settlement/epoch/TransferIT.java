package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.behaviour.points.ConfirmedTransfers;
import io.wetoken.contracts.generated.Tips;
import io.wetoken.contracts.generated.WeToken;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import io.wetoken.store.Wallets;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** Gifts, tips and purchases count where the chain tells of them, on the day of their block, and whoever changes the table is found. */
class TransferIT {
    private static final Epoch EARLIER = Epoch.parse("2026-11-20");
    private static final BigInteger AMOUNT = BigInteger.valueOf(1_000);
    private static final String STRANGER = "0x" + "ab".repeat(20);

    private static TestWorld world;
    private static Store store;
    private static Web3j web3j;

    @Test
    void whatTheChainTellsOfADayIsKeptAndGivenToTheJobs() throws IOException, InterruptedException {
        try (TestWorld opened = new TestWorld(false);
                Store memory = Stores.memory()) {
            world = opened;
            store = memory;
            web3j = Web3j.build(new HttpService(world.anvil.url()));
            world.configure(Map.of(
                    "job.statistics",
                    telling("statistics"),
                    "job.scores",
                    telling("scores"),
                    "clock.maxSkewSeconds",
                    "172800"));
            world.prepare(EARLIER);
            world.run(store, Probe.NONE).run(EARLIER, State.RECONCILED, false);
            assertThat(rows(EARLIER)).as("nobody paid anybody that day").isEmpty();

            String payer = addressOf("user 30");
            String gift = pay(payer, 0, addressOf("user 3"));
            String tip = pay(payer, 1, addressOf("user 31"));
            pay(payer, 0, STRANGER);
            Epoch day = dayOfTheChain();
            world.prepare(day);
            world.run(store, Probe.NONE).run(day, State.SCORED, false);

            assertThat(rows(day))
                    .containsExactlyElementsOf(
                            Stream.of(gift + ",GIFT,user+30,user+3," + AMOUNT, tip + ",TIP,user+30,user+31," + AMOUNT)
                                    .sorted()
                                    .toList());
            for (String job : List.of("statistics", "scores")) {
                assertThat(world.home.resolve(job + ".arguments"))
                        .content()
                        .contains("--confirmed " + table(day).toAbsolutePath());
            }
            aDayHasNoTransfersOfAnother(day);
            aChangedTableIsNotPaidBy(day);
            theDayEnds();
            world.run(store, Probe.NONE).run(day, State.RECONCILED, false);

            assertThat(store.wallets().transfers(new Address(payer), 10))
                    .extracting(Wallets.Transfer::tx)
                    .containsExactlyInAnyOrder(gift, tip);
            assertThat(store.wallets().transfers(new Address(addressOf("user 31")), 10))
                    .containsExactly(new Wallets.Transfer(
                            day,
                            tip,
                            "TIP",
                            new Address(payer),
                            new Address(addressOf("user 31")),
                            new TokenAmount(AMOUNT)));

            store.wallets().bind(Map.of(new AccountId("late"), new Address(STRANGER)));
            assertThat(differences(day)).as("an account that was bound since").isEmpty();
            theAuditNamesAChangedTable(day);
        } finally {
            web3j.shutdown();
        }
    }

    @Test
    void statisticsThatWereThereBeforeStayAndNothingIsConfirmed() throws IOException, InterruptedException {
        try (TestWorld opened = new TestWorld(false);
                Store memory = Stores.memory()) {
            world = opened;
            store = memory;
            world.prepare(EARLIER);
            world.run(store, Probe.NONE).run(EARLIER, State.CLOSED, false);
            Path statistics = world.home.resolve("epochs/" + EARLIER + "/statistics");
            Jobs jobs = new Jobs(world.settings, world.home.resolve("log"));
            Files.createDirectories(statistics.getParent());
            jobs.run("by-hand", world.config().statisticsJob(), EARLIER, "--out", statistics.toString());

            world.run(store, Probe.NONE).run(EARLIER, State.RECONCILED, false);
            assertThat(table(EARLIER)).doesNotExist();
            assertThat(differences(EARLIER)).isEmpty();
        }
    }

    /** On the chain, which refills and commits no day before its end. */
    private static void theDayEnds() throws IOException, InterruptedException {
        world.rpc("evm_increaseTime", "86400");
        world.rpc("evm_mine", "");
    }

    private static void aDayHasNoTransfersOfAnother(Epoch day) throws IOException {
        try (RewardChain chain = world.config().chain(world.anvil.url())) {
            for (int apart : new int[] {-1, 1}) {
                EpochFiles other = new EpochFiles(world.home.resolve("other"), day.plusDays(apart));
                Files.createDirectories(other.directory());
                TransferTable.ensure(other, chain, store.wallets());
                assertThat(Files.readAllLines(other.confirmed()))
                        .singleElement()
                        .asString()
                        .startsWith(ConfirmedTransfers.HEADER);
            }
        }
    }

    private static void aChangedTableIsNotPaidBy(Epoch day) throws IOException {
        String before = Files.readString(table(day));
        Files.writeString(table(day), before.replace("user+31", "user+32"));
        assertThatThrownBy(() -> world.run(store, Probe.NONE).run(day, State.RECONCILED, false))
                .hasMessageContaining(table(day) + " was changed after " + day + " was scored");
        try (RewardChain chain = world.config().chain(world.anvil.url())) {
            assertThatThrownBy(() -> TransferTable.ensure(
                            new EpochFiles(world.home.resolve("epochs"), day), chain, store.wallets()))
                    .hasMessageContaining(table(day) + " was changed: it is not what the chain says of its blocks");
        }
        Files.writeString(table(day), before);
    }

    private static void theAuditNamesAChangedTable(Epoch day) throws IOException, InterruptedException {
        String before = Files.readString(table(day));
        Files.writeString(table(day), before.replace("user+31", "user+32"));
        assertThat(differences(day))
                .singleElement()
                .asString()
                .startsWith("confirmed: ")
                .contains("user+32");
        Files.writeString(table(day), before.replaceFirst("\n.*", ""));
        assertThat(differences(day))
                .as("a row is gone")
                .singleElement()
                .asString()
                .contains("confirmed.csv has sha256");
        Files.writeString(table(day), before);
    }

    private static List<String> differences(Epoch day) throws IOException, InterruptedException {
        return new Audit(world.config(), store, world.anvil.url(), line -> {})
                .of(day).stream()
                        .filter(check -> check.difference().isPresent())
                        .map(check -> check.name() + " " + check.difference().get())
                        .toList();
    }

    private static Path table(Epoch day) {
        return world.home.resolve("epochs/" + day + "/confirmed.csv");
    }

    private static List<String> rows(Epoch day) throws IOException {
        List<String> lines = Files.readAllLines(table(day));
        return lines.subList(1, lines.size());
    }

    /** The prepared job, which first writes down what it was told. */
    private static String telling(String job) throws IOException {
        Path file = world.home.resolve("telling-" + job + ".sh");
        Files.writeString(
                file,
                "echo \"$*\" > '" + world.home.resolve(job + ".arguments") + "'\nexec sh '"
                        + world.home.resolve(job + ".sh") + "' \"$@\"\n",
                StandardCharsets.UTF_8);
        return "sh " + file;
    }

    private static String addressOf(String account) throws IOException {
        return world.addresses().of(account);
    }

    private static Epoch dayOfTheChain() throws IOException, InterruptedException {
        long seconds = web3j.ethGetBlockByNumber(org.web3j.protocol.core.DefaultBlockParameterName.LATEST, false)
                .send()
                .getBlock()
                .getTimestamp()
                .longValueExact();
        return Epoch.of(seconds * 1_000);
    }

    /** As the account itself, which has tokens from the earlier day; the development node signs for whom it is told to. */
    private static String pay(String from, int kind, String to) throws IOException, InterruptedException {
        ReadonlyTransactionManager reader = new ReadonlyTransactionManager(web3j, from);
        DefaultGasProvider gas = new DefaultGasProvider();
        Tips tips = Tips.load(world.deployment().tips(), web3j, reader, gas);
        WeToken token = WeToken.load(world.deployment().token(), web3j, reader, gas);
        world.rpc("anvil_impersonateAccount", "\"" + from + "\"");
        world.rpc("anvil_setBalance", "\"" + from + "\",\"0xde0b6b3a7640000\"");
        send(
                from,
                world.deployment().token(),
                token.approve(world.deployment().tips(), AMOUNT).encodeFunctionCall());
        return send(
                from,
                world.deployment().tips(),
                tips.pay(BigInteger.valueOf(kind), to, AMOUNT, new byte[0]).encodeFunctionCall());
    }

    private static String send(String from, String to, String data) throws IOException, InterruptedException {
        return world.rpc(
                "eth_sendTransaction", "{\"from\":\"" + from + "\",\"to\":\"" + to + "\",\"data\":\"" + data + "\"}");
    }
}
