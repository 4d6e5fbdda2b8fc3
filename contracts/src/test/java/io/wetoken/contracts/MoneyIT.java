package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.Account;
import io.wetoken.contracts.generated.AccountFactory;
import io.wetoken.contracts.generated.AllocationWallet;
import io.wetoken.contracts.generated.CommunityTreasury;
import io.wetoken.contracts.generated.RewardRedirects;
import io.wetoken.contracts.generated.Tips;
import io.wetoken.contracts.generated.WeToken;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** What people do with what they are paid, as they do it: with a signature made in Java, and without ether. */
@TestInstance(Lifecycle.PER_CLASS)
class MoneyIT {
    private static final DefaultGasProvider GAS = new DefaultGasProvider();
    private static final BigInteger WE = BigInteger.TEN.pow(18);
    private static final BigInteger DEADLINE = BigInteger.valueOf(4_000_000_000L);
    private static final byte[] SALT = new byte[32];
    private static final byte[] WORK = "work".getBytes(StandardCharsets.UTF_8);
    private static final String MAKER = "0x" + "3a".repeat(20);
    private static final String WINNER = "0x" + "3b".repeat(20);

    private Path directory;

    private final Credentials ann = Credentials.create("a11ce");
    private final Credentials bob = Credentials.create("b0b");
    private final TypedMessages messages = new TypedMessages(31337);

    private TestChain chain;
    private Deployment deployed;
    private ReadonlyTransactionManager reader;
    private AccountFactory factory;
    private WeToken token;
    /** Who brings what others sign, and pays for it. */
    private KeySender anybody;

    private KeySender custody;

    @BeforeAll
    void theContractsAreDeployed(@TempDir Path temporary) throws Exception {
        directory = temporary;
        chain = TestChain.start(directory);
        TestChain.output(chain.deploy(), 0);
        deployed = Deployment.read(chain.contracts());
        reader = new ReadonlyTransactionManager(chain.web3j(), deployed.pool());
        factory = AccountFactory.load(deployed.accountFactory(), chain.web3j(), reader, GAS);
        token = WeToken.load(deployed.token(), chain.web3j(), reader, GAS);
        anybody = sender("guardian");
        custody = sender("custody");
    }

    @AfterAll
    void theChainIsStopped() {
        chain.close();
    }

    @Test
    void whoHasNoEtherTipsFromAnAccountThatWasNotOnTheChain() throws Exception {
        String account = factory.addressOf(ann.getAddress(), SALT).send();
        give(account, WE);
        assertThat(chain.node().hasCode(account)).isFalse();
        assertThat(chain.node().balance(ann.getAddress())).isZero();

        Tips tips = Tips.load(deployed.tips(), chain.web3j(), reader, GAS);
        String approve = token.approve(deployed.tips(), WE).encodeFunctionCall();
        byte[] first = signedCall(account, deployed.token(), approve, 0);
        sent(
                anybody,
                deployed.accountFactory(),
                factory.createAndExecute(
                        ann.getAddress(),
                        SALT,
                        deployed.token(),
                        BigInteger.ZERO,
                        Numeric.hexStringToByteArray(approve),
                        DEADLINE,
                        first));

        String tip = tips.tip(MAKER, WE, WORK).encodeFunctionCall();
        TransactionReceipt receipt = sent(
                anybody,
                account,
                account(account)
                        .executeSigned(
                                deployed.tips(),
                                BigInteger.ZERO,
                                Numeric.hexStringToByteArray(tip),
                                DEADLINE,
                                signedCall(account, deployed.tips(), tip, 1)));
        BigInteger percent = WE.divide(BigInteger.valueOf(100));
        Tips.TippedEventResponse tipped = Tips.getTippedEvents(receipt).get(0);
        assertThat(tipped.from).isEqualTo(account);
        assertThat(tipped.to).isEqualTo(MAKER);
        assertThat(tipped.kind).isEqualTo(BigInteger.ONE);
        assertThat(tipped.amount).isEqualTo(WE);
        assertThat(tipped.fee).isEqualTo(percent);
        assertThat(tipped.content).isEqualTo(WORK);
        assertThat(token.balanceOf(MAKER).send()).isEqualTo(WE.subtract(percent));
    }

    @Test
    void theCustodyHandsAnAccountToTheKeyThatAPersonBrings() throws Exception {
        byte[] salt = Secrets.in(chain.secrets()).accountSalt();
        String account = deployed.accountAddresses(salt).of("bob");
        sent(
                anybody,
                deployed.accountFactory(),
                factory.create(
                        deployed.custody(), deployed.accountAddresses(salt).salt("bob")));
        sent(custody, account, account(account).transferOwnership(bob.getAddress()));
        byte[] accepted =
                TypedMessages.signature(bob, messages.accept(account, bob.getAddress(), BigInteger.ZERO, DEADLINE));
        sent(anybody, account, account(account).acceptOwnershipSigned(DEADLINE, accepted));
        assertThat(account(account).owner().send()).isEqualTo(bob.getAddress());
    }

    @Test
    void anOwnerRedirectsWhatAnAccountEarnsBeforeItIsOnTheChain() throws Exception {
        RewardRedirects redirects = RewardRedirects.load(deployed.rewardRedirects(), chain.web3j(), reader, GAS);
        String account = factory.addressOf(bob.getAddress(), SALT).send();
        assertThat(redirects.recipientOf(account).send()).isEqualTo(account);
        byte[] signature = TypedMessages.signature(
                bob, messages.redirect(deployed.rewardRedirects(), account, MAKER, BigInteger.ZERO, DEADLINE));
        TransactionReceipt receipt = sent(
                anybody,
                deployed.rewardRedirects(),
                redirects.redirectBound(bob.getAddress(), SALT, MAKER, DEADLINE, signature));
        assertThat(redirects.recipientOf(account).send()).isEqualTo(MAKER);
        assertThat(RewardRedirects.getRedirectedEvents(receipt).get(0).sinceBlock)
                .isEqualTo(receipt.getBlockNumber());
    }

    @Test
    void anAirdropIsPreparedByTheCommandStartedByTheAdminAndClaimed() throws Exception {
        Path claims = Files.writeString(
                directory.resolve("claims.csv"),
                "account,amount\n" + ("0x" + "11".repeat(20) + ",7\n").repeat(3) + WINNER + "," + WE + "\n");
        Path proofs = directory.resolve("proofs.json");
        List<String> lines =
                TestChain.output(airdrop(claims, proofs), 0).lines().toList();
        assertThat(lines.get(0)).startsWith("Airdrop 0: 4 claims of 1000000000000000021 base units together");
        KeySender admin = sender("admin");
        for (String act : List.of("schedule ", "execute ")) {
            String data = lines.stream()
                    .filter(line -> line.startsWith(act))
                    .findFirst()
                    .orElseThrow()
                    .substring(act.length());
            confirmed(admin, deployed.timelock(), data);
        }

        CommunityTreasury treasury = CommunityTreasury.load(deployed.treasury(), chain.web3j(), reader, GAS);
        JsonNode claim =
                new ObjectMapper().readTree(proofs.toFile()).path("claims").path(3);
        List<byte[]> proof = new ArrayList<>();
        claim.path("proof").forEach(node -> proof.add(Numeric.hexStringToByteArray(node.asText())));
        BigInteger third = BigInteger.valueOf(3);
        sent(anybody, deployed.treasury(), treasury.claim(BigInteger.ZERO, third, WINNER, WE, proof));
        assertThat(token.balanceOf(WINNER).send()).isEqualTo(WE);
        assertThat(treasury.isClaimed(BigInteger.ZERO, third).send()).isTrue();

        Files.writeString(claims, "account,amount\n" + WINNER + "," + BigInteger.TEN.pow(27) + "\n");
        assertThat(TestChain.output(airdrop(claims, proofs), 1))
                .startsWith("The claims come to 1" + "0".repeat(27) + ", but the treasury has only 99999999");
        Files.writeString(claims, "account,amount\n" + WINNER + ",0\n");
        assertThat(TestChain.output(airdrop(claims, proofs), 2)).contains("claims.csv line 2", "must be 1..2^96-1");
        Files.writeString(claims, "account\n");
        assertThat(TestChain.output(airdrop(claims, proofs), 2)).contains("must begin with account,amount");
    }

    private Process airdrop(Path claims, Path proofs) throws Exception {
        return chain.command(
                "io.wetoken.contracts.Airdrop",
                "--claims",
                claims.toString(),
                "--until",
                "2090-01-01",
                "--out",
                proofs.toString());
    }

    /** From the share of the issue, of which a year is let go of day by day. */
    private void give(String account, BigInteger amount) throws Exception {
        KeySender issue = sender("issue");
        chain.node().setBalance(issue.address(), WE);
        String wallet = deployed.wallets().get("issue");
        sent(
                anybody,
                wallet,
                AllocationWallet.load(wallet, chain.web3j(), reader, GAS).release(deployed.token()));
        sent(issue, deployed.token(), token.transfer(account, amount));
    }

    private byte[] signedCall(String account, String target, String data, long nonce) {
        return TypedMessages.signature(
                ann, messages.execute(account, target, BigInteger.ZERO, data, BigInteger.valueOf(nonce), DEADLINE));
    }

    private Account account(String address) {
        return Account.load(address, chain.web3j(), reader, GAS);
    }

    private KeySender sender(String role) throws Exception {
        return new KeySender(chain.web3j(), Secrets.in(chain.secrets()).key(role), deployed.chainId());
    }

    private static TransactionReceipt sent(KeySender sender, String contract, RemoteFunctionCall<?> call)
            throws Exception {
        return confirmed(sender, contract, call.encodeFunctionCall());
    }

    private static TransactionReceipt confirmed(KeySender sender, String contract, String data) throws Exception {
        Outcome outcome = sender.await(sender.send(contract, data), Duration.ofSeconds(30));
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        return ((Outcome.Confirmed) outcome).receipt();
    }
}
