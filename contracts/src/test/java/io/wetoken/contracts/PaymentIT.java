package io.wetoken.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.chain.RefusedException;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.generated.WeToken;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.contracts.merkle.MerkleTree;
import io.wetoken.contracts.merkle.Payment;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import org.web3j.utils.Numeric;

/** A refill, a commitment and its pushes with the generated wrappers, and what their receipts say. */
class PaymentIT {
    private static final long EPOCH = 20_000;
    private static final BigInteger CAP = BigInteger.valueOf(16_777_216);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /** Gas of test_aFullChunkOfFreshRecipients and …Existing… in Gas.t.sol. */
    private static final long FRESH = 12_695_282;

    private static final long EXISTING = 4_128_195;

    private static final byte[] DATA_CID = {1, 0x55, 0x12, 0x20, 7};

    @TempDir
    private Path directory;

    @Test
    void anEpochIsPaidOnceAndItsFullChunksStayUnderTheCap() throws Exception {
        try (TestChain chain = TestChain.start(directory)) {
            TestChain.output(chain.deploy(), 0);
            Deployment deployed = Deployment.read(chain.contracts());
            KeySender settler =
                    new KeySender(chain.web3j(), Secrets.in(chain.secrets()).key("settler"), deployed.chainId());
            var reader = new ReadonlyTransactionManager(chain.web3j(), settler.address());
            var gas = new DefaultGasProvider();
            RewardPool pool = RewardPool.load(deployed.pool(), chain.web3j(), reader, gas);
            IncentiveFund fund = IncentiveFund.load(deployed.fund(), chain.web3j(), reader, gas);
            WeToken token = WeToken.load(deployed.token(), chain.web3j(), reader, gas);

            List<Payment> payments = payments();
            payments.addAll(List.copyOf(payments));
            payments.add(payments.get(7));
            List<Chunk> chunks = Chunks.cut(payments);
            MerkleTree tree = MerkleTree.of(EPOCH, chunks);
            BigInteger total = chunks.stream().map(Chunk::total).reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger epoch = BigInteger.valueOf(EPOCH);

            confirmed(
                    settler,
                    settler.send(deployed.fund(), fund.refill(epoch, total).encodeFunctionCall()));
            BigInteger count = BigInteger.valueOf(chunks.size());
            String commit =
                    pool.commitEpoch(epoch, tree.root(), total, count, DATA_CID).encodeFunctionCall();
            assertThatThrownBy(() -> settler.send(deployed.pool(), commit))
                    .as("nobody has approved it")
                    .isInstanceOf(RefusedException.class);
            KeySender approver =
                    new KeySender(chain.web3j(), Secrets.in(chain.secrets()).key("approver"), deployed.chainId());
            byte[] plan =
                    pool.planOf(epoch, tree.root(), total, count, DATA_CID).send();
            confirmed(
                    approver,
                    approver.send(
                            deployed.pool(), pool.approveEpoch(epoch, plan).encodeFunctionCall()));
            confirmed(settler, settler.send(deployed.pool(), commit));

            List<String> pushes = chunks.stream()
                    .map(chunk -> pool.push(
                                    epoch, BigInteger.valueOf(chunk.index()), chunk.packed(), tree.proof(chunk.index()))
                            .encodeFunctionCall())
                    .toList();
            List<Long> used = new ArrayList<>();
            for (Chunk chunk : chunks) {
                assertThat(chunk.gasLimit()).isLessThanOrEqualTo(CAP);
                used.add(confirmed(settler, settler.send(deployed.pool(), pushes.get(chunk.index()), chunk.gasLimit()))
                        .receipt()
                        .getGasUsed()
                        .longValueExact());
            }
            assertThat(used.get(0)).isCloseTo(FRESH, within(FRESH / 100));
            assertThat(used.get(1)).isCloseTo(EXISTING, within(EXISTING / 100));

            assertThat(token.balanceOf(payments.get(7).recipient()).send())
                    .isEqualTo(payments.get(7).amount().multiply(BigInteger.valueOf(3)));
            assertThat(pool.reserved().send()).isZero();
            assertThat(pool.epochOf(epoch).send().component3()).isEqualTo(total);
            assertThat(pool.isPaid(epoch, BigInteger.TWO).send()).isTrue();

            assertThatThrownBy(() -> settler.send(deployed.pool(), pushes.get(0)))
                    .isInstanceOf(RefusedException.class);
            assertThat(settler.await(settler.send(deployed.pool(), pushes.get(0), CAP), LIMIT))
                    .isInstanceOf(Outcome.Reverted.class);
            assertThatThrownBy(() -> settler.send(deployed.pool(), pushes.get(0), CAP.add(BigInteger.ONE)))
                    .as("the cap of a transaction is enforced")
                    .isInstanceOf(RefusedException.class);
            confirmed(
                    settler,
                    settler.send(
                            deployed.fund(),
                            fund.refill(epoch.add(BigInteger.ONE), BigInteger.ONE)
                                    .encodeFunctionCall()));
        }
    }

    /** Addresses and amounts that cost in calldata what real ones cost. */
    private static List<Payment> payments() {
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < Chunks.SIZE; i++) {
            byte[] hash = Hash.sha3(("recipient " + i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            payments.add(new Payment(
                    Numeric.toHexString(hash, 0, 20, true), BigInteger.valueOf(1_234_567_890_123_456_789L + i)));
        }
        return payments;
    }

    private static Outcome.Confirmed confirmed(KeySender sender, String hash) throws InterruptedException {
        Outcome outcome = sender.await(hash, LIMIT);
        assertThat(outcome).isInstanceOf(Outcome.Confirmed.class);
        return (Outcome.Confirmed) outcome;
    }
}
