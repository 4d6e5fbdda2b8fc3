package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.Account;
import io.wetoken.contracts.generated.AccountFactory;
import io.wetoken.contracts.generated.AdminTimelock;
import io.wetoken.contracts.generated.AllocationWallet;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.generated.WeToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** Deployment, as an operator runs it, to a real anvil. */
class DeployIT {
    private static final DefaultGasProvider GAS = new DefaultGasProvider();

    @TempDir
    private Path directory;

    @Test
    void theContractsAreDeployedOnceAndFoundAgain() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            assertThat(TestChain.output(chain.deploy(), 0)).contains("Deployed to chain 31337");
            Deployment deployed = Deployment.read(chain.contracts());
            assertAllocation(chain, deployed);
            assertSecretsArePrivate(chain);

            assertThat(TestChain.output(chain.deploy(), 0)).contains("Already deployed");
            Files.delete(chain.contracts());
            assertThat(TestChain.output(chain.deploy(), 0)).contains("IncentiveFund is already at " + deployed.fund());
            assertThat(Deployment.read(chain.contracts())).isEqualTo(deployed);
            assertAccountsAreCreatedWhereTheyArePaid(chain, deployed);
        }
    }

    @Test
    void aKilledDeploymentIsFinishedByTheNext() throws Exception {
        long seed = 20_261_124;
        Random random = new Random(seed);
        try (TestChain chain = TestChain.start(directory)) {
            for (int i = 0; i < 3; i++) {
                Process deploy = chain.deploy();
                // Not a wait for something: the moment of the kill is what is drawn.
                boolean ended = deploy.waitFor(400 + random.nextInt(1_600), TimeUnit.MILLISECONDS);
                deploy.destroyForcibly().waitFor();
                assertThat(!ended || deploy.exitValue() == 0)
                        .as("seed %d", seed)
                        .isTrue();
            }
            TestChain.output(chain.deploy(), 0);
            Deployment deployed = Deployment.read(chain.contracts());
            assertAllocation(chain, deployed);
            String deployer = Secrets.in(chain.secrets()).key("deployer").getAddress();
            assertThat(chain.node().nonce(deployer))
                    .as("each contract once, seed %d", seed)
                    .isEqualTo(12);
        }
    }

    @Test
    void aNewDevelopmentChainIsDeployedToAnewAndOtherTroubleIsNamed() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            TestChain.output(chain.deploy(), 0);
            startAnew(chain);
            assertThat(TestChain.output(chain.deploy(), 0)).contains("The development chain is a new one");
            assertAllocation(chain, Deployment.read(chain.contracts()));

            startAnew(chain);
            Credentials deployer = Secrets.in(chain.secrets()).key("deployer");
            chain.node().setBalance(deployer.getAddress(), BigInteger.TEN.pow(18));
            KeySender spender = new KeySender(chain.web3j(), deployer, 31337);
            spender.await(spender.send(deployer.getAddress(), "0x"), Duration.ofSeconds(30));
            assertThat(TestChain.output(chain.deploy(), 1))
                    .contains("was used for something else")
                    .contains("deployer.key away")
                    .doesNotContain("\tat ");

            chain.stop();
            assertThat(TestChain.output(chain.deploy(), 1))
                    .contains("Cannot deploy to http://127.0.0.1:")
                    .contains("no node answers");
        }
    }

    @Test
    void whatAKilledDeploymentSentIsWaitedForAndNotSentAgain() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            chain.anvil("evm_setAutomine", false);
            Process deploy = chain.deploy();
            BufferedReader lines = deploy.inputReader(StandardCharsets.UTF_8);
            assertThat(lines.readLine()).startsWith("AccountFactory goes to");
            deploy.destroyForcibly().waitFor();
            assertThat(TestChain.output(chain.deploy(), 1))
                    .contains("1 transactions of the deployer", "wait for a block; run the command again");

            chain.anvil("evm_mine");
            chain.anvil("evm_setAutomine", true);
            assertThat(TestChain.output(chain.deploy(), 0)).contains("AccountFactory is already at");
            assertAllocation(chain, Deployment.read(chain.contracts()));
        }
    }

    @Test
    void aKeystoreThatDoesNotOpenStopsTheDeploymentBeforeAnythingIsSent() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            ECKeyPair settler = Keys.createEcKeyPair(new SecureRandom());
            Path password = SecretsTest.keystore(chain.secrets(), "settler", settler, "right");
            Files.writeString(password, "wrong");
            assertThat(TestChain.output(chain.deploy(), 1))
                    .contains("settler.json does not open with the password of")
                    .doesNotContain("\tat ");
            String deployer = Secrets.in(chain.secrets()).key("deployer").getAddress();
            assertThat(chain.node().nonce(deployer)).isZero();

            Files.writeString(password, "right");
            TestChain.output(chain.deploy(), 0);
            assertThat(chain.secrets().resolve("settler.key")).doesNotExist();
            Deployment deployed = Deployment.read(chain.contracts());
            RewardPool pool = RewardPool.load(
                    deployed.pool(),
                    chain.web3j(),
                    new ReadonlyTransactionManager(chain.web3j(), deployed.pool()),
                    GAS);
            byte[] role = pool.PROPOSER_ROLE().send();
            assertThat(pool.hasRole(role, "0x" + Keys.getAddress(settler)).send())
                    .isTrue();
        }
    }

    private static void startAnew(TestChain chain) throws IOException {
        chain.stop();
        Files.delete(chain.chainDirectory().resolve("state.json.gz"));
        chain.start();
    }

    private static void assertAccountsAreCreatedWhereTheyArePaid(TestChain chain, Deployment deployed)
            throws Exception {
        Secrets secrets = Secrets.in(chain.secrets());
        AccountAddresses addresses = deployed.accountAddresses(secrets.accountSalt());
        String custody = secrets.key("custody").getAddress();
        assertThat(deployed.custody()).isEqualTo(custody);
        // Anybody may create an account; it belongs to the custody all the same.
        KeySender anybody = new KeySender(chain.web3j(), secrets.key("guardian"), deployed.chainId());
        AccountFactory factory = AccountFactory.load(
                deployed.accountFactory(),
                chain.web3j(),
                new ReadonlyTransactionManager(chain.web3j(), anybody.address()),
                GAS);
        for (String account : List.of("ann", "", "Zoë/7", "x".repeat(64))) {
            assertThat(factory.addressOf(custody, addresses.salt(account)).send())
                    .isEqualTo(addresses.of(account));
        }
        assertThat(chain.node().hasCode(addresses.of("ann"))).isFalse();
        String create = factory.create(custody, addresses.salt("ann")).encodeFunctionCall();
        assertThat(anybody.await(anybody.send(deployed.accountFactory(), create), Duration.ofSeconds(30)))
                .isInstanceOf(Outcome.Confirmed.class);
        Account account = Account.load(
                addresses.of("ann"),
                chain.web3j(),
                new ReadonlyTransactionManager(chain.web3j(), anybody.address()),
                GAS);
        assertThat(account.owner().send()).isEqualTo(custody);
    }

    private static void assertAllocation(TestChain chain, Deployment deployed) throws Exception {
        Secrets secrets = Secrets.in(chain.secrets());
        var reader = new ReadonlyTransactionManager(chain.web3j(), deployed.pool());
        WeToken token = WeToken.load(deployed.token(), chain.web3j(), reader, GAS);
        BigInteger percent = BigInteger.TEN.pow(26);
        Map<String, Integer> wanted = Map.of(
                deployed.wallets().get("issue"), 20,
                deployed.wallets().get("foundation"), 15,
                deployed.wallets().get("team"), 15,
                deployed.treasury(), 10,
                deployed.fund(), 40);
        for (Map.Entry<String, Integer> holder : wanted.entrySet()) {
            assertThat(token.balanceOf(holder.getKey()).send())
                    .isEqualTo(percent.multiply(BigInteger.valueOf(holder.getValue())));
        }
        for (String holder : TokenConfig.VESTED) {
            AllocationWallet wallet = AllocationWallet.load(deployed.wallets().get(holder), chain.web3j(), reader, GAS);
            assertThat(wallet.owner().send()).isEqualTo(secrets.key(holder).getAddress());
        }
        IncentiveFund fund = IncentiveFund.load(deployed.fund(), chain.web3j(), reader, GAS);
        assertThat(fund.cap().send()).isEqualTo(BigInteger.valueOf(4).multiply(BigInteger.TEN.pow(24)));
        RewardPool pool = RewardPool.load(deployed.pool(), chain.web3j(), reader, GAS);
        assertThat(pool.unreserved().send()).isZero();
    }

    @Test
    void aRealChainNeedsTheAddressOfEveryRoleAndKeepsItsDelays() throws Exception {
        try (TestChain chain = TestChain.start(directory);
                RealChain real = RealChain.over(chain.url())) {
            Files.writeString(
                    chain.config(),
                    Files.readString(chain.config()).replaceFirst("chain.url=.*", "chain.url=" + real.url()));
            assertThat(TestChain.output(chain.deploy(), 1))
                    .contains("this is no development chain; set chain.address.admin, chain.address.approver,"
                            + " chain.address.guardian, chain.address.custody, chain.address.issue,"
                            + " chain.address.foundation, chain.address.team");
            Map<String, String> given = new TreeMap<>();
            for (String role : DeployConfig.ROLES) {
                given.put(role, "0x" + "%040x".formatted(0xA000 + given.size()));
            }
            StringBuilder settings = new StringBuilder(Files.readString(chain.config()));
            given.forEach((role, address) -> settings.append("chain.address.%s=%s\n".formatted(role, address)));
            Files.writeString(chain.config(), settings);
            assertThat(TestChain.output(chain.deploy(), 1)).contains("has no ether; send it some");
            String deployer = Secrets.in(chain.secrets()).key("deployer").getAddress();
            chain.node().setBalance(deployer, BigInteger.TEN.pow(20));

            TestChain.output(chain.deploy(), 0);
            Deployment deployed = Deployment.read(chain.contracts());
            assertThat(deployed.custody()).isEqualTo(given.get("custody"));
            var reader = new ReadonlyTransactionManager(chain.web3j(), deployed.pool());
            RewardPool pool = RewardPool.load(deployed.pool(), chain.web3j(), reader, GAS);
            assertThat(pool.VETO_DELAY().send()).isEqualTo(BigInteger.valueOf(21_600));
            assertThat(pool.defaultAdmin().send()).isEqualTo(deployed.timelock());
            AdminTimelock timelock = AdminTimelock.load(deployed.timelock(), chain.web3j(), reader, GAS);
            assertThat(timelock.getMinDelay().send()).isEqualTo(BigInteger.valueOf(172_800));
            AllocationWallet team = AllocationWallet.load(deployed.wallets().get("team"), chain.web3j(), reader, GAS);
            assertThat(team.owner().send()).isEqualTo(given.get("team"));
            try (Stream<Path> keys = Files.list(chain.secrets())) {
                assertThat(keys.map(file -> file.getFileName().toString()))
                        .as("keys of others are not made here")
                        .containsExactlyInAnyOrder(".deploy.lock", "account-salt", "deployer.key", "settler.key");
            }
        }
    }

    private static void assertSecretsArePrivate(TestChain chain) throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(chain.secrets())))
                .isEqualTo("rwx------");
        for (String name : List.of("settler.key", "deployer.key", "account-salt")) {
            Path file = chain.secrets().resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Files.readString(file)).matches("[0-9a-f]{64}\n");
        }
    }
}
