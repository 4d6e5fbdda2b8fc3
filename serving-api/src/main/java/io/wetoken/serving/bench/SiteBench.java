package io.wetoken.serving.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.serving.identity.Tokens;
import io.wetoken.serving.secrets.KeyFiles;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** What the benchmarks of the site have in common: the servers beside it, a seed, and how they tell what they found. */
final class SiteBench {
    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(names = "--kafka", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    interface Work {
        int in(Path dir) throws IOException, InterruptedException;
    }

    /**
     * Runs it with a directory that goes afterwards.
     *
     * @return the exit status: the work's, 2 for an option that is none, 1 for what failed
     */
    int run(Work work) throws InterruptedException {
        String name = command.name();
        try {
            Path dir = Files.createTempDirectory("bench-" + name + "-");
            try {
                return work.in(dir);
            } finally {
                delete(dir);
            }
        } catch (IllegalArgumentException e) {
            say("bench " + name + ": " + e.getMessage());
            return 2;
        } catch (IOException | UncheckedIOException e) {
            say("bench " + name + ": " + e.getMessage());
            return 1;
        }
    }

    long seed() {
        return seed;
    }

    Store store() throws IOException {
        return Stores.hbase(zookeeper);
    }

    /** For people, while it goes on. */
    void say(String what) {
        PrintWriter err = command.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    void tell(Result result) {
        PrintWriter out = command.commandLine().getOut();
        out.println(json ? JsonMapper.shared().writeValueAsString(result.map()) : result.text());
        out.flush();
    }

    static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    /** Of a site with models and secrets in the directory. */
    String settings(Path dir, int items) {
        return """
                hbase.zookeeper=%s
                kafka.bootstrap=%s
                models.dir=%s
                secrets.dir=%s
                feed.knownClips=%d
                serving.port=0
                chain.url=http://127.0.0.1:1
                chain.contracts=unused
                """.formatted(
                zookeeper, kafka, dir.resolve("models"), dir.resolve("secrets"), Math.max(1_000, items + items / 10));
    }

    /** Signed as the site does, whose secrets are in the directory. */
    static String[] tokens(Path dir, Stream<AccountId> accounts) throws IOException {
        Tokens tokens = new Tokens(
                new KeyFiles(dir.resolve("secrets"), new SecureRandom()).pair("identity.key"),
                Duration.ofHours(1),
                Clock.systemUTC());
        DeviceId phone = new DeviceId("phone");
        return accounts.map(account -> tokens.issue(account, phone).text()).toArray(String[]::new);
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
