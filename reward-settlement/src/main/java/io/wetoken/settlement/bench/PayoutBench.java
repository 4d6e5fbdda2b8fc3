package io.wetoken.settlement.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.contracts.chain.KeySender;
import io.wetoken.contracts.chain.Outcome;
import io.wetoken.contracts.generated.WeToken;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.chain.ApprovalSignature;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.chain.Sending;
import io.wetoken.settlement.chain.Settler;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench payout}: what the settler does with a committed epoch of fresh recipients, beside a transfer for each recipient by the same key to the same node. */
@Command(
        name = "payout",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures how fast an epoch of fresh recipients is paid by chunks, beside one transfer for each recipient.")
public final class PayoutBench implements Callable<Integer> {
    private static final BigInteger TENTH = BigInteger.TEN.pow(17);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Sending SENDING = new Sending(LIMIT, LIMIT, BigInteger.TEN.pow(12), LIMIT);
    private static final String DATA_CID = "0x01551220" + "00".repeat(32);
    private static final long LOG_BLOCKS = 5_000;
    /** More than one to a fresh recipient costs. */
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(60_000);
    /** As many in flight as the settler has. */
    private static final int WINDOW = 8;

    @Option(names = "--chain", hidden = true, required = true, paramLabel = "URL")
    private String url;

    @Option(names = "--contracts", hidden = true, required = true, paramLabel = "FILE")
    private Path contracts;

    @Option(names = "--secrets", hidden = true, required = true, paramLabel = "DIR")
    private Path secrets;

    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(
            names = "--recipients",
            defaultValue = "100000",
            paramLabel = "N",
            description = "500 to 1000000; default: ${DEFAULT-VALUE}.")
    private int recipients;

    @Option(
            names = "--transfers",
            defaultValue = "1000",
            paramLabel = "N",
            description = "Of the baseline, 10 to 100000; default: ${DEFAULT-VALUE}.")
    private int transfers;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new PayoutBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (recipients < 500 || recipients > 1_000_000 || transfers < 10 || transfers > 100_000) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--recipients " + recipients + " and --transfers " + transfers
                            + " are outside of what --help says");
        }
        Result result =
                new Result("payout", "./we bench payout --recipients " + recipients + " --transfers " + transfers);
        Deployment deployment = Deployment.read(contracts);
        Credentials key = Secrets.in(secrets).key("settler");
        long yesterday = LocalDate.now(Clock.systemUTC()).toEpochDay() - 1;
        try (RewardChain chain = RewardChain.connect(url, deployment, LOG_BLOCKS, 0);
                Store store = Stores.hbase(zookeeper)) {
            say("Giving the key tokens for " + transfers + " transfers");
            // Each writer of a key keeps its nonce, so each begins when the one before has ended.
            try (Settler settler = settler(chain, key, store)) {
                Commitment.Payouts tokens = Commitment.Payouts.of(
                        yesterday - 1,
                        List.of(new Payment(key.getAddress(), TENTH.multiply(BigInteger.valueOf(transfers)))));
                commit(chain, settler, yesterday - 1, tokens);
                settler.ensurePaid(yesterday - 1, tokens);
            }
            say("Transferring one by one");
            double oneByOne = transfer(deployment, key);
            say("Paying " + recipients + " recipients by chunks");
            Commitment.Payouts payouts = Commitment.Payouts.of(
                    yesterday,
                    IntStream.range(0, recipients)
                            .mapToObj(i -> new Payment(MadeUpBundle.address(i), TENTH.add(BigInteger.valueOf(i))))
                            .toList());
            double seconds;
            try (Settler settler = settler(chain, key, store)) {
                commit(chain, settler, yesterday, payouts);
                long start = System.nanoTime();
                settler.ensurePaid(yesterday, payouts);
                seconds = (System.nanoTime() - start) / 1e9;
            }
            double transfersPerSecond = transfers / oneByOne;
            result.figure("recipients", recipients)
                    .figure("chunks", payouts.chunks().size())
                    .figure("seconds", seconds)
                    .figure("recipientsPerSecond", recipients / seconds)
                    .figure("paidOnChain", chain.paid(yesterday).toString())
                    .figure("planned", payouts.commitment().total().toString())
                    .baseline("what", "one ERC-20 transfer for each recipient, as many in flight")
                    .baseline("recipientsPerSecond", transfersPerSecond)
                    .ratio("recipientsPerSecond", recipients / seconds / transfersPerSecond);
        }
        spec.commandLine().getOut().println(json ? new ObjectMapper().writeValueAsString(result.map()) : result.text());
        return 0;
    }

    private static Settler settler(RewardChain chain, Credentials key, Store store) throws IOException {
        return new Settler(chain, key, store.outbox(), SENDING, Clock.systemUTC(), Probe.NONE);
    }

    private void commit(RewardChain chain, Settler settler, long day, Commitment.Payouts payouts)
            throws IOException, InterruptedException {
        settler.ensureRefilled(day, payouts.commitment().total());
        String plan = chain.planOf(day, payouts.commitment(), DATA_CID);
        Credentials approver = Secrets.in(secrets).key("approver");
        settler.ensureApproved(
                day, plan, approver.getAddress(), ApprovalSignature.sign(chain.deployment(), day, plan, approver));
        settler.ensureCommitted(day, payouts.commitment(), DATA_CID);
    }

    /** @return seconds until the last one is mined */
    private double transfer(Deployment deployment, Credentials key) throws IOException, InterruptedException {
        Web3j web3j = Web3j.build(new HttpService(url));
        try {
            WeToken token = WeToken.load(
                    deployment.token(),
                    web3j,
                    new ReadonlyTransactionManager(web3j, key.getAddress()),
                    new DefaultGasProvider());
            return transfer(new KeySender(web3j, key, deployment.chainId()), token);
        } finally {
            web3j.shutdown();
        }
    }

    private double transfer(KeySender sender, WeToken token) throws IOException, InterruptedException {
        List<String> inFlight = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < transfers; i++) {
            // Fresh ones too, and none of those that are paid by chunks.
            String to = MadeUpBundle.address(Integer.MAX_VALUE - i);
            inFlight.add(sender.send(
                    token.getContractAddress(), token.transfer(to, TENTH).encodeFunctionCall(), TRANSFER_GAS));
            if (inFlight.size() == WINDOW || i == transfers - 1) {
                for (String hash : inFlight) {
                    if (!(sender.await(hash, LIMIT) instanceof Outcome.Confirmed)) {
                        throw new IOException("Transfer " + hash + " is not confirmed");
                    }
                }
                inFlight.clear();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }
}
