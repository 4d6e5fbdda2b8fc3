package io.wetoken.serving.bench;

import io.wetoken.behaviour.DeviceId;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.TrainedModel;
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
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bench feed}. A community is made up: profiles and clips in HBase, a model in a mapped file. The site runs in a process of its own and logs what it shows in
 * Kafka. People drawn at random read their feeds at a fixed rate, which gives the times; then as fast as is answered, which gives the most; and the same for a page that
 * is always the same. Stores, site and load share the machine.
 */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures pages of 20 ranked for drawn people from a model in a mapped file and profiles in HBase, beside the same server giving a fixed page.")
public final class FeedBench implements Callable<Integer> {
    static final int PAGE = 20;
    private static final int OPEN_AT_FULL_SPEED = 8;
    /** After so many the compilers have seen all that a page needs; where a machine is too busy for so many, the figure says so. */
    private static final int WARM_PAGES = 80_000;

    private static final int MOST_WARM_UPS = 8;
    private static final Duration READ_AHEAD_LIMIT = Duration.ofMinutes(20);
    /** Different people of one run, each of whom reads four pages; their tokens are signed before it. */
    private static final int READERS = 10_000;

    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(names = "--kafka", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String kafka;

    @Option(
            names = "--users",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "People with a profile, 100 to 10000000; default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--items",
            defaultValue = "1000000",
            paramLabel = "N",
            description = "Contents, all in the model, 1000 to 5000000; default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--neighbours",
            defaultValue = "100",
            paramLabel = "N",
            description = "Of an item in the model, 20 to 400; default: ${DEFAULT-VALUE}.")
    private int neighbours;

    @Option(
            names = "--acts",
            defaultValue = "30",
            paramLabel = "N",
            description = "Of a person on average, 10 to 60; default: ${DEFAULT-VALUE}.")
    private int acts;

    @Option(
            names = "--rate",
            defaultValue = "500",
            paramLabel = "N",
            description = "Pages a second of the measurement of times, 1 to 20000; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--seconds",
            defaultValue = "15",
            paramLabel = "S",
            description = "How long each of the four measurements takes, 1 to 600; default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        System.exit(new CommandLine(new FeedBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            check("--users", users, 100, 10_000_000);
            check("--items", items, 1_000, 5_000_000);
            check("--neighbours", neighbours, 20, 400);
            check("--acts", acts, 10, 60);
            check("--rate", rate, 1, 20_000);
            check("--seconds", seconds, 1, 600);
            Path dir = Files.createTempDirectory("bench-feed-");
            try {
                return measure(dir);
            } finally {
                delete(dir);
            }
        } catch (IllegalArgumentException e) {
            return fail(2, e);
        } catch (IOException | UncheckedIOException e) {
            return fail(1, e);
        }
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        Result result = new Result(
                "feed",
                "./we bench feed --users " + users + " --items " + items + " --neighbours " + neighbours + " --acts "
                        + acts + " --rate " + rate + " --seconds " + seconds + " --seed " + seed);
        MadeUpCommunity community = new MadeUpCommunity(users, items, neighbours, acts, seed);
        long begin = System.nanoTime();
        say("Making up a model of " + items + " items");
        ModelStore models = new ModelStore(dir.resolve("models"));
        String version = models.add("bench", community.model());
        models.use(version);
        say("Filling HBase with " + items + " contents and " + users + " people");
        try (Store store = Stores.hbase(zookeeper)) {
            new Filling(store, community, this::say).run();
        }
        double filled = (System.nanoTime() - begin) / 1e9;
        int[] readers = readers();
        Candidates candidates = Candidates.of(community, models.open(version), readers);
        try (SiteChild site = new SiteChild(dir, settings(dir))) {
            say("Signing tokens");
            String[] tokens = tokens(dir, readers);
            long reading = System.nanoTime();
            awaitReadAhead(site);
            double readAhead = (System.nanoTime() - reading) / 1e9;
            Duration during = Duration.ofSeconds(seconds);
            Load feed = new Load(new Readers(site.url(), tokens));
            Load.Ask fixedPage = new Load.Ask(site.url().resolve(FixedPage.PATH), "");
            Load fixed = new Load(number -> fixedPage);
            say("Warming up");
            Load.Outcome warm = feed.saturate(OPEN_AT_FULL_SPEED, during);
            long warmed = warm.full();
            for (int more = 0; more < MOST_WARM_UPS && warmed < WARM_PAGES; more++) {
                warmed += feed.saturate(OPEN_AT_FULL_SPEED, during).full();
            }
            fixed.saturate(OPEN_AT_FULL_SPEED, during.dividedBy(4));
            say("At " + rate + " pages a second");
            Duration cpuBefore = site.cpu();
            Load.Outcome steady = feed.steady(rate, during);
            Duration cpu = site.cpu().minus(cpuBefore);
            say("As fast as pages are answered");
            Load.Outcome fast = feed.saturate(OPEN_AT_FULL_SPEED, during);
            say("The fixed page");
            Load.Outcome fixedSteady = fixed.steady(rate, during);
            Load.Outcome fixedFast = fixed.saturate(OPEN_AT_FULL_SPEED, during);
            result.figure("pagesPerSecond", steady.pagesPerSecond())
                    .figure("p50Millis", steady.times().millis(.5))
                    .figure("p99Millis", steady.times().millis(.99))
                    .figure("p999Millis", steady.times().millis(.999))
                    .figure("maxMillis", steady.times().millis(1))
                    .figure("p99MillisSentLate", steady.lateness().millis(.99))
                    .figure("offeredPerSecond", rate)
                    .figure("pagesPerSecondAtFullSpeed", fast.pagesPerSecond())
                    .figure("p99MillisAtFullSpeed", fast.times().millis(.99))
                    .figure("cpuMillisPerPage", cpu.toNanos() / 1e6 / Math.max(1, steady.full()))
                    .figure("warmUpPages", warmed)
                    .figure("pages", steady.full() + fast.full())
                    .figure("notFull", warm.others() + steady.others() + fast.others())
                    .figure("candidatesFewest", candidates.fewest())
                    .figure("candidatesMedian", candidates.median())
                    .figure("peakMemoryMb", site.peakMb())
                    .figure("modelMb", Files.size(dir.resolve("models").resolve(version + ".model")) >> 20)
                    .figure(
                            "pagesNotLogged",
                            site.ready().path("servedPagesLost").asLong())
                    .figure("users", users)
                    .figure("items", items)
                    .figure("fillSeconds", filled)
                    .figure("readAheadSeconds", readAhead)
                    .baseline("what", "the same server writing one fixed page of " + PAGE + " items")
                    .baseline("pagesPerSecond", fixedSteady.pagesPerSecond())
                    .baseline("p50Millis", fixedSteady.times().millis(.5))
                    .baseline("p99Millis", fixedSteady.times().millis(.99))
                    .baseline("pagesPerSecondAtFullSpeed", fixedFast.pagesPerSecond())
                    .baseline("notFull", fixedSteady.others() + fixedFast.others())
                    .ratio(
                            "p99Millis",
                            steady.times().millis(.99) / fixedSteady.times().millis(.99))
                    .ratio("pagesPerSecondAtFullSpeed", fast.pagesPerSecond() / fixedFast.pagesPerSecond());
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? JsonMapper.shared().writeValueAsString(result.map()) : result.text());
            out.flush();
            boolean well = Stream.of(warm, steady, fast, fixedSteady, fixedFast)
                    .filter(outcome -> !outcome.firstProblem().isEmpty())
                    .peek(outcome -> say("An answer was no full page: " + outcome.firstProblem()))
                    .findFirst()
                    .isEmpty();
            return well ? 0 : 1;
        }
    }

    /** How many candidates pages are ranked from, of some of the readers: what their acts lead to, without what trends and what is new. */
    private record Candidates(int fewest, int median) {
        private static final int ASKED = 200;

        static Candidates of(MadeUpCommunity community, TrainedModel model, int[] readers) {
            int[] counts = IntStream.of(readers)
                    .limit(ASKED)
                    .map(user -> ranked(community, model, user))
                    .sorted()
                    .toArray();
            return new Candidates(counts[0], counts[counts.length / 2]);
        }

        private static int ranked(MadeUpCommunity community, TrainedModel model, int user) {
            return io.wetoken.serving.feed.CandidateCount.of(
                    community.profile(user).profile(), model);
        }
    }

    private int[] readers() {
        SplittableRandom random = new SplittableRandom(seed);
        return random.ints(Math.min(READERS, users), 0, users).toArray();
    }

    private String settings(Path dir) {
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

    private static String[] tokens(Path dir, int[] readers) throws IOException {
        Tokens tokens = new Tokens(
                new KeyFiles(dir.resolve("secrets"), new SecureRandom()).pair("identity.key"),
                Duration.ofHours(1),
                Clock.systemUTC());
        DeviceId phone = new DeviceId("phone");
        return IntStream.of(readers)
                .mapToObj(user ->
                        tokens.issue(MadeUpCommunity.account(user), phone).text())
                .toArray(String[]::new);
    }

    private void awaitReadAhead(SiteChild site) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + READ_AHEAD_LIMIT.toNanos();
        long told = System.nanoTime();
        say("Waiting until the site has read the clips that its model knows");
        while (!site.isReady()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("The site has not read its clips after " + READ_AHEAD_LIMIT.toMinutes()
                        + " minutes: " + site.ready());
            }
            if (System.nanoTime() - told > TimeUnit.SECONDS.toNanos(10)) {
                told = System.nanoTime();
                say("  " + site.ready().path("clipsToReadAhead").asLong() + " are left");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static void check(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(option + " must be from " + least + " to " + most + ", is " + value);
        }
    }

    private void say(String what) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(what);
        err.flush();
    }

    private static void delete(Path dir) throws IOException {
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private int fail(int status, Exception e) {
        say("bench feed: " + e.getMessage());
        return status;
    }
}
