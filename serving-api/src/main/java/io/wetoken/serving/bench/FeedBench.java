package io.wetoken.serving.bench;

import io.wetoken.behaviour.bench.Result;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    /** Different people of one run, each of whom reads four pages; their tokens are signed before it. */
    private static final int READERS = 10_000;

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

    @Mixin
    private SiteBench bench = new SiteBench();

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        System.exit(new CommandLine(new FeedBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return bench.run(dir -> {
            SiteBench.check("--users", users, 100, 10_000_000);
            SiteBench.check("--items", items, 1_000, 5_000_000);
            SiteBench.check("--neighbours", neighbours, 20, 400);
            SiteBench.check("--acts", acts, 10, 60);
            SiteBench.check("--rate", rate, 1, 20_000);
            SiteBench.check("--seconds", seconds, 1, 600);
            return measure(dir);
        });
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        Result result = new Result(
                "feed",
                "./we bench feed --users " + users + " --items " + items + " --neighbours " + neighbours + " --acts "
                        + acts + " --rate " + rate + " --seconds " + seconds + " --seed " + bench.seed());
        MadeUpCommunity community = new MadeUpCommunity(users, items, neighbours, acts, bench.seed());
        long begin = System.nanoTime();
        bench.say("Making up a model of " + items + " items");
        ModelStore models = new ModelStore(dir.resolve("models"));
        String version = models.add("bench", community.model());
        models.use(version);
        bench.say("Filling HBase with " + items + " contents and " + users + " people");
        try (Store store = bench.store()) {
            new Filling(store, community, bench::say).run();
        }
        double filled = (System.nanoTime() - begin) / 1e9;
        int[] readers = readers();
        Candidates candidates = Candidates.of(community, models.open(version), readers);
        try (SiteChild site = new SiteChild(dir, bench.settings(dir, items), SiteChild.Size.LARGE)) {
            bench.say("Signing tokens");
            String[] tokens = SiteBench.tokens(dir, IntStream.of(readers).mapToObj(MadeUpCommunity::account));
            long reading = System.nanoTime();
            site.awaitReadAhead(bench::say);
            double readAhead = (System.nanoTime() - reading) / 1e9;
            Measured measured = new Measurement(
                            site,
                            new Load(new Readers(site.url(), tokens)),
                            rate,
                            Duration.ofSeconds(seconds),
                            bench::say)
                    .run();
            measured.tell(result);
            result.figure("candidatesFewest", candidates.fewest())
                    .figure("candidatesMedian", candidates.median())
                    .figure("peakMemoryMb", site.peakMb())
                    .figure("modelMb", Files.size(dir.resolve("models").resolve(version + ".model")) >> 20)
                    .figure(
                            "pagesNotLogged",
                            site.ready().path("servedPagesLost").asLong())
                    .figure("users", users)
                    .figure("items", items)
                    .figure("fillSeconds", filled)
                    .figure("readAheadSeconds", readAhead);
            bench.tell(result);
            measured.problems().forEach(problem -> bench.say("An answer was no full page: " + problem));
            return measured.problems().isEmpty() ? 0 : 1;
        }
    }

    private int[] readers() {
        SplittableRandom random = new SplittableRandom(bench.seed());
        return random.ints(Math.min(READERS, users), 0, users).toArray();
    }
}
