package io.wetoken.settlement.epoch;

import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.chain.Sending;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What settlement reads from the settings file.
 *
 * @param file the file itself, which the jobs are started with
 * @param archive a Hadoop path or URI
 * @param epochs a local (or mounted) directory
 * @param published where publications are by content id
 * @param log where the output of jobs is kept
 * @param analysis where analyses tell what people prefer, for somebody to be erased from them
 * @param eraseJob what erases a person from the archive; none where nobody is to be erased
 * @param autoApproval whether a plan goes on without a person's word
 * @param sending how patiently and dearly transactions are sent
 * @param finalityDepth how many blocks must follow the one that is believed
 * @param maxSkew how far this machine's clock and the chain's may be apart
 * @param warn what of a plan is told to whoever approves it
 * @param logBlocks of how many blocks the node is asked for logs at once
 */
public record SettlementConfig(
        Path file,
        String zookeeper,
        String chainUrl,
        Path contracts,
        Path secrets,
        List<URI> collectors,
        String archive,
        Path epochs,
        Path published,
        Path log,
        Optional<Path> analysis,
        String closeJob,
        String statisticsJob,
        String scoresJob,
        Optional<String> eraseJob,
        boolean autoApproval,
        Sending sending,
        int finalityDepth,
        Duration maxSkew,
        long logBlocks,
        PlanReport.Limits warn) {

    private static final BigInteger GWEI = BigInteger.TEN.pow(9);

    public SettlementConfig {
        collectors = List.copyOf(collectors);
    }

    /** @throws IllegalArgumentException naming every problem at once */
    public static SettlementConfig from(Path file, Settings settings) {
        String approval = settings.text("approval", "manual");
        String epochs = settings.text("epochs.dir");
        SettlementConfig config = new SettlementConfig(
                file,
                settings.text("hbase.zookeeper"),
                settings.text("chain.url"),
                Path.of(settings.text("chain.contracts")),
                Path.of(settings.text("secrets.dir")),
                Arrays.stream(settings.text("collectors").split(",", -1))
                        .map(String::trim)
                        .filter(url -> !url.isEmpty())
                        .map(url -> URI.create(url.endsWith("/") ? url : url + "/"))
                        .toList(),
                settings.text("archive.dir"),
                Path.of(epochs),
                Path.of(settings.text("published.dir", epochs + "/published")),
                Path.of(settings.text("log.dir", epochs + "/log")),
                settings.optional("analysis.dir").map(Path::of),
                settings.text("job.close"),
                settings.text("job.statistics"),
                settings.text("job.scores"),
                settings.optional("job.erase"),
                approval.equals("auto"),
                new Sending(
                        Duration.ofSeconds(settings.number("chain.minedSeconds", 60, 1, 86_400)),
                        Duration.ofSeconds(settings.number("chain.bumpSeconds", 45, 1, 86_400)),
                        GWEI.multiply(BigInteger.valueOf(settings.number("chain.maxFeeGwei", 200, 1, 1_000_000))),
                        Duration.ofSeconds(settings.number("chain.leaseSeconds", 60, 3, 3600))),
                Math.toIntExact(settings.number("chain.finalityDepth", 0, 0, 10_000)),
                Duration.ofSeconds(settings.number("clock.maxSkewSeconds", 300, 1, 1_000_000_000)),
                settings.number("chain.logBlocks", 5_000, 1, 1_000_000),
                new PlanReport.Limits(
                        settings.number("plan.warn.changePpm", 300_000, 0, 1_000_000_000),
                        settings.number("plan.warn.largestPpm", 100_000, 0, 1_000_000),
                        settings.number("plan.warn.giniPpm", 900_000, 0, 1_000_000)));
        settings.check();
        if (!approval.equals("auto") && !approval.equals("manual")) {
            throw new IllegalArgumentException(file + ": approval must be auto or manual, is '" + approval + "'");
        }
        return config;
    }

    /** The contracts as a node tells of them. */
    public RewardChain chain(String node) throws IOException {
        return RewardChain.connect(node, Deployment.read(contracts), logBlocks, finalityDepth);
    }
}
