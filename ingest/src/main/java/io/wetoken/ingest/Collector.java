package io.wetoken.ingest;

import io.wetoken.behaviour.Settings;
import io.wetoken.ingest.auth.AuthSettings;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The collector: {@code --config FILE}. Runs until it is stopped. */
@Command(
        name = "collector",
        mixinStandardHelpOptions = true,
        description = "Takes behaviour events over HTTP and keeps them in Kafka. Runs until it is stopped.")
public final class Collector implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Settings, a properties file.")
    private Path config;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Collector()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            CollectorConfig settings = CollectorConfig.from(Settings.load(config));
            AddressHash ipHash = AddressHash.in(settings.secrets(), new SecureRandom());
            run(settings, ipHash);
            return 0;
        } catch (NoSuchFileException e) {
            return fail(2, new IOException("No such file: " + e.getFile(), e));
        } catch (IOException | IllegalArgumentException | KafkaException e) {
            return fail(2, e);
        } catch (IllegalStateException e) {
            return fail(1, e);
        }
    }

    private static void run(CollectorConfig settings, AddressHash ipHash) throws InterruptedException {
        RunningCollector collector = new RunningCollector(settings, ipHash, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "stop"));
        LOG.info(
                "Collector listens on http://{}:{}, recorded door {}, Kafka at {}",
                settings.doors().host(),
                collector.port(),
                settings.doors().recordedDoor() ? "open" : "shut",
                settings.kafka().bootstrap());
        settings.auth().ifPresentOrElse(Collector::tellOfTokens, Collector::warnOfAnybody);
        collector.await();
    }

    private static void tellOfTokens(AuthSettings auth) {
        LOG.info("Senders show tokens of {}, checked with the keys at {}", auth.issuer(), auth.keys());
        if (auth.keysCanBeForged()) {
            LOG.warn(
                    "ingest.auth.keys={} is plain http to another machine: whoever is on the way can put in a key of"
                            + " their own and speak for any account. Use https, unless the network is private.",
                    auth.keys());
        }
    }

    private static void warnOfAnybody() {
        LOG.warn("**********************************************************************");
        LOG.warn("*  ingest.auth=off: ANYBODY who reaches this port can speak for any  *");
        LOG.warn("*  account. For the embedded stack only; keep it on the loopback.    *");
        LOG.warn("**********************************************************************");
    }

    private static int fail(int status, Exception e) {
        String cause = e instanceof KafkaException && e.getCause() != null
                ? ": " + e.getCause().getMessage()
                : "";
        System.err.println("collector: " + e.getMessage() + cause);
        return status;
    }
}
