package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.IncentiveFund;
import io.wetoken.contracts.generated.RewardPool;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.stack.testing.AnvilProcess;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        BigInteger id = BigInteger.valueOf(epoch.epoch().day());
        send(deployment.fund(), fund.refill(id, epoch.total()).encodeFunctionCall());
        send(
                deployment.pool(),
                pool.commitEpoch(
                                id,
                                epoch.tree().root(),
                                epoch.total(),
                                BigInteger.valueOf(epoch.chunks().size()))
                        .encodeFunctionCall());
        for (Chunk chunk : epoch.chunks().subList(0, chunks)) {
            send(
                    deployment.pool(),
                    pool.push(
                                    id,
                                    BigInteger.valueOf(chunk.index()),
                                    chunk.packed(),
                                    epoch.tree().proof(chunk.index()))
                            .encodeFunctionCall());
        }
    }

    private void send(String to, String data) throws IOException, InterruptedException {
        assertThat(settler.await(settler.send(to, data), PATIENCE)).isInstanceOf(Outcome.Confirmed.class);
    }

    @Override
    public void close() {
        web3j.shutdown();
        anvil.close();
    }
}
