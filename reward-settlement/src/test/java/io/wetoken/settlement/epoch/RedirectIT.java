package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.contracts.AccountAddresses;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.contracts.TypedMessages;
import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.RewardRedirects;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** Rewards go where an account's owner has said by a signature, from the first day that is scored after it. */
class RedirectIT {
    private static final Epoch DAY = Epoch.parse("2026-11-20");
    private static final Epoch NEXT = Epoch.parse("2026-11-21");
    private static final BigInteger DEADLINE = BigInteger.valueOf(4_000_000_000L);
    private static final String WALLET = "0x" + "ab".repeat(20);

    private static TestWorld world;
    private static Store store;
    private static AccountAddresses addresses;
    private static Web3j web3j;

    @Test
    void anOwnersSignatureMovesWhatIsScoredAfterItAndNothingElse() throws IOException, InterruptedException {
        try (TestWorld opened = new TestWorld(false);
                Store memory = Stores.memory()) {
            world = opened;
            store = memory;
            addresses = world.addresses();
            web3j = Web3j.build(new HttpService(world.anvil.url()));
            world.prepare(DAY);
            world.prepare(NEXT);
            world.configure(Map.of("job.scores", scoresByAddresses()));
            redirect("user 30", WALLET);
            redirect("user 31", WALLET);
            redirect("user 32", addresses.of("user 33"));

            world.run(store, Probe.NONE).run(DAY, State.SCORED, false);
            redirect("user 34", "0x" + "cd".repeat(20));
            aChangedTableIsNotPaidBy();
            world.run(store, Probe.NONE).run(DAY, State.RECONCILED, false);

            String payouts = Files.readString(world.home.resolve("epochs/" + DAY + "/plan/payouts.csv"));
            assertThat(payouts).contains(WALLET).doesNotContain(addresses.of("user 30"));
            for (String stays : List.of("user 31", "user 32", "user 33", "user 34")) {
                assertThat(payouts).as(stays).contains(addresses.of(stays));
            }
            try (RewardChain chain = world.config().chain(world.anvil.url())) {
                assertThat(chain.balance(WALLET)).isPositive();
                assertThat(chain.balance(addresses.of("user 30"))).isZero();
            }
            assertThat(store.wallets().addressOf(new AccountId("user 30")))
                    .as("its own address stays its own")
                    .contains(new Address(addresses.of("user 30")));
            assertAuditAgrees(DAY);

            redirect("user 30", addresses.of("user 30"));
            world.run(store, Probe.NONE).run(NEXT, State.RECONCILED, false);
            assertThat(Files.readString(world.home.resolve("epochs/" + NEXT + "/plan/payouts.csv")))
                    .contains(addresses.of("user 30"), WALLET, "0x" + "cd".repeat(20))
                    .doesNotContain(addresses.of("user 31"));
            assertAuditAgrees(DAY);
            assertAuditAgrees(NEXT);
        } finally {
            web3j.shutdown();
        }
    }

    /** The prepared scores are by the accounts' own addresses; as the real job does, this one takes each from the table that it is given. */
    private static String scoresByAddresses() throws IOException {
        StringBuilder cases = new StringBuilder();
        for (int user = 30; user < 36; user++) {
            cases.append("user+")
                    .append(user)
                    .append(") own=")
                    .append(addresses.of("user " + user))
                    .append(";; ");
        }
        return world.script("scores-by-addresses", """
                rm -rf "$out.tmp" && cp -r prepared/$date/scores "$out.tmp" || exit 1
                while IFS=, read -r account address; do
                  own=; case $account in %s esac
                  [ -z "$own" ] || sed -i "s/$own,/$address,/" "$out.tmp"/*.csv
                done < "${addresses:-epochs/$date/addresses.csv}"
                mv "$out.tmp" "$out\"""".formatted(cases));
    }

    private static void aChangedTableIsNotPaidBy() throws IOException {
        Path table = world.home.resolve("epochs/" + DAY + "/redirects.csv");
        String before = Files.readString(table);
        Files.writeString(table, before.replace(WALLET, "0x" + "ef".repeat(20)));
        assertThatThrownBy(() -> world.run(store, Probe.NONE).run(DAY, State.RECONCILED, false))
                .hasMessageContaining(table + " was changed after " + DAY + " was scored");
        Files.writeString(table, before);
    }

    private static void assertAuditAgrees(Epoch day) throws IOException, InterruptedException {
        assertThat(new Audit(world.config(), store, world.anvil.url(), line -> {}).of(day))
                .allSatisfy(
                        check -> assertThat(check.difference()).as(check.name()).isEmpty());
    }

    /** Anybody brings what the owner signed; here the custody, which owns the accounts of people who have no key yet. */
    private static void redirect(String account, String to) throws IOException, InterruptedException {
        Deployment deployment = world.deployment();
        Credentials owner = Secrets.in(world.home.resolve("secrets")).key("custody");
        KeySender anybody =
                new KeySender(web3j, Secrets.in(world.home.resolve("secrets")).key("guardian"), deployment.chainId());
        RewardRedirects redirects = RewardRedirects.load(
                deployment.rewardRedirects(),
                web3j,
                new ReadonlyTransactionManager(web3j, anybody.address()),
                new DefaultGasProvider());
        byte[] signature = TypedMessages.signature(
                owner,
                new TypedMessages(deployment.chainId())
                        .redirect(
                                deployment.rewardRedirects(),
                                addresses.of(account),
                                to,
                                nonce(redirects, addresses.of(account)),
                                DEADLINE));
        String data = redirects
                .redirectBound(owner.getAddress(), addresses.salt(account), to, DEADLINE, signature)
                .encodeFunctionCall();
        assertThat(anybody.await(anybody.send(deployment.rewardRedirects(), data), Duration.ofSeconds(30)))
                .isInstanceOf(Outcome.Confirmed.class);
    }

    private static BigInteger nonce(RewardRedirects redirects, String account) throws IOException {
        try {
            return redirects.nonces(account).send();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            // The wrappers declare it.
            throw new IOException(e);
        }
    }
}
