package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.MerkleTree;
import io.wetoken.stack.testing.AnvilProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import picocli.CommandLine;

/** A real anvil with the real contracts, deployed by the project's own command, and a settler who pays epochs. */
final class DevChain implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AnvilProcess anvil;
    private final Deployment deployment;
    private final Web3j web3j;
    private final KeySender settler;
    private final KeySender approver;
    private final IncentiveFund fund;
    private final RewardPool pool;

    DevChain(Path directory) throws IOException {
        anvil = TestServers.anvil();
        Path settings = directory.resolve("we.properties");
        Path contracts = directory.resolve("contracts.json");
        Path secrets = directory.resolve("secrets");
        Files.createDirectories(secrets);
        Files.writeString(
                settings,
                "chain.url=" + anvil.url() + "\nchain.contracts=" + contracts + "\nsecrets.dir=" + secrets + "\n");
        assertThat(new CommandLine(new Deploy()).execute("--config", settings.toString()))
                .isZero();
        deployment = Deployment.read(contracts);
        web3j = Web3j.build(new HttpService(anvil.url()));
        settler = new KeySender(web3j, Secrets.in(secrets).key("settler"), deployment.chainId());
        approver = new KeySender(web3j, Secrets.in(secrets).key("approver"), deployment.chainId());
        ReadonlyTransactionManager reader = new ReadonlyTransactionManager(web3j, settler.address());
        fund = IncentiveFund.load(deployment.fund(), web3j, reader, new DefaultGasProvider());
        pool = RewardPool.load(deployment.pool(), web3j, reader, new DefaultGasProvider());
    }

    String url() {
        return anvil.url();
    }

    Deployment deployment() {
        return deployment;
    }

    /** Refills the pool, commits the epoch and pushes its first {@code chunks} chunks. */
    void pay(PaidEpoch epoch, int chunks) throws IOException, InterruptedException {
        pay(epoch.epoch(), epoch.chunks(), epoch.tree(), Cid.ofBlock(new byte[0]), chunks);
    }

    /**
     * The same for payouts with published data.
     *
     * @param pushed how many of the chunks are paid
     */
    void pay(Epoch epoch, List<Chunk> chunks, MerkleTree tree, Cid dataCid, int pushed)
            throws IOException, InterruptedException {
        BigInteger id = BigInteger.valueOf(epoch.day());
        BigInteger total = chunks.stream().map(Chunk::total).reduce(BigInteger.ZERO, BigInteger::add);
        BigInteger count = BigInteger.valueOf(chunks.size());
        send(settler, deployment.fund(), fund.refill(id, total).encodeFunctionCall());
        byte[] plan;
        try {
            plan = pool.planOf(id, tree.root(), total, count, dataCid.bytes()).send();
        } catch (Exception e) {
            throw new IOException("Cannot ask for the plan of " + epoch, e);
        }
        send(approver, deployment.pool(), pool.approveEpoch(id, plan).encodeFunctionCall());
        send(
                settler,
                deployment.pool(),
                pool.commitEpoch(id, tree.root(), total, count, dataCid.bytes()).encodeFunctionCall());
        for (Chunk chunk : chunks.subList(0, pushed)) {
            send(
                    settler,
                    deployment.pool(),
                    pool.push(id, BigInteger.valueOf(chunk.index()), chunk.packed(), tree.proof(chunk.index()))
                            .encodeFunctionCall());
        }
    }

    private static void send(KeySender key, String to, String data) throws IOException, InterruptedException {
        assertThat(key.await(key.send(to, data), PATIENCE)).isInstanceOf(Outcome.Confirmed.class);
    }

    @Override
    public void close() {
        web3j.shutdown();
        anvil.close();
    }
}
