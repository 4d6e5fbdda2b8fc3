package io.wetoken.settlement;

import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.settlement.serve.ServeConfig;
import io.wetoken.settlement.serve.SettlementServer;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code epoch serve}: every day, unattended. */
@Command(
        name = "serve",
        description = {
            "Pays every day that is over, in their order, and goes on to look until it is stopped: finds what is due,",
            "resumes what was begun, tries again later what failed, and tells of trouble. Ends between two steps on SIGTERM."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ConfigOption config;

    @Option(names = "--once", description = "look once and end, for cron; exit status 1 when a day failed")
    private boolean once;

    @Override
    public Integer call() throws IOException, InterruptedException {
        SettlementConfig settings = config.load();
        ServeConfig serve = config.serving();
        Clock clock = Clock.systemUTC();
        PrintWriter out = spec.commandLine().getOut();
        SettlementServer server = new SettlementServer(
                settings,
                serve,
                () -> Stores.hbase(settings.zookeeper()),
                clock,
                new SplittableRandom(clock.millis()),
                Probe.NONE,
                line -> {
                    synchronized (out) {
                        out.println(Instant.now(clock).truncatedTo(ChronoUnit.SECONDS) + " " + line);
                        out.flush();
                    }
                });
        return once ? once(server) : serve(server);
    }

    /** A look that is asked to end is waited for: it ends between two steps. */
    private static int once(SettlementServer server) throws IOException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.end();
            try {
                ended.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        try (server) {
            return server.once() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } finally {
            ended.countDown();
        }
    }

    private static int serve(SettlementServer server) throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
        server.start();
        throw new IllegalStateException("The server cannot go on", server.await());
    }
}
