package io.wetoken.serving.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.store.Store;
import io.wetoken.store.Uploads.Upload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code bench shown}. While people who have a taste read first pages at a steady rate, creators of whom nobody has heard publish what the media worker has made ready. A time runs from
 * before a clip's publishing is asked for until a page with it has come to anybody; beside it stands how long the publishing itself takes to be answered, before which nobody can be
 * shown anything.
 */
@Command(
        name = "shown",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Measures how long it takes from the publishing of a clip until the first page that shows it to somebody, beside the answer to the publishing.")
public final class ShownBench implements Callable<Integer> {
    /** The promise is a minute; what was not shown by then is not shown. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Duration PIECE = Duration.ofSeconds(1);
    private static final int NEIGHBOURS = 50;
    private static final int ACTS = 30;
    private static final int OPEN_AT_FULL_SPEED = 4;

    @Option(names = "--collector", hidden = true, required = true, paramLabel = "URL")
    private String collector;

    @Option(
            names = "--users",
            defaultValue = "2000",
            paramLabel = "N",
            description = "People with a profile, 100 to 100000; default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(
            names = "--items",
            defaultValue = "5000",
            paramLabel = "N",
            description =
                    "Contents that are there before, all in the model, 1000 to 1000000; default: ${DEFAULT-VALUE}.")
    private int items;

    @Option(
            names = "--rate",
            defaultValue = "20",
            paramLabel = "N",
            description = "Pages a second, 1 to 1000; default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--clips",
            defaultValue = "60",
            paramLabel = "N",
            description =
                    "That are published, two a second, each by another creator, 1 to 1000; default: ${DEFAULT-VALUE}.")
    private int clips;

    @Mixin
    private SiteBench bench = new SiteBench();

    public static void main(String[] args) {
        System.setProperty("logback.configurationFile", "logback-bench.xml");
        System.exit(new CommandLine(new ShownBench()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        return bench.run(dir -> {
            SiteBench.check("--users", users, 100, 100_000);
            SiteBench.check("--items", items, 1_000, 1_000_000);
            SiteBench.check("--rate", rate, 1, 1_000);
            SiteBench.check("--clips", clips, 1, 1_000);
            return measure(dir);
        });
    }

    private int measure(Path dir) throws IOException, InterruptedException {
        Result result = new Result(
                "shown",
                "./we bench shown --users " + users + " --items " + items + " --rate " + rate + " --clips " + clips
                        + " --seed " + bench.seed());
        MadeUpCommunity community = new MadeUpCommunity(users, items, NEIGHBOURS, ACTS, bench.seed());
        ModelStore models = new ModelStore(dir.resolve("models"));
        models.use(models.add("bench", community.model()));
        try (Store store = bench.store()) {
            bench.say("Filling HBase with " + items + " contents and " + users + " people");
            new Filling(store, community, bench::say).run();
            IntStream.range(0, clips).forEach(clip -> store.uploads().create(ready(clip)));
        }
        try (SiteChild site = new SiteChild(dir, settings(dir), SiteChild.Size.USUAL)) {
            site.awaitReadAhead(bench::say);
            SplittableRandom random = new SplittableRandom(bench.seed());
            String[] tokens = SiteBench.tokens(dir, random.ints(users, 0, users).mapToObj(MadeUpCommunity::account));
            NewClips read = new NewClips(site.url(), tokens);
            Load load = new Load(read);
            bench.say("Warming up");
            load.saturate(OPEN_AT_FULL_SPEED, PIECE.multipliedBy(5));
            Publisher publisher = new Publisher(
                    site.url(),
                    SiteBench.tokens(dir, IntStream.range(0, clips).mapToObj(ShownBench::maker)),
                    ShownBench::name,
                    read);
            bench.say("Publishing " + clips + " clips at " + rate + " pages a second");
            return tell(result, read, publisher, problem(load, publisher, read));
        }
    }

    /** Pages are asked for until everything that was published is shown, or a minute has gone by after the last. @return of the first page that was none, or empty */
    private String problem(Load load, Publisher publisher, NewClips read) throws IOException, InterruptedException {
        AtomicReference<IOException> failure = new AtomicReference<>();
        Thread publishing = publisher.start(failure);
        String problem = "";
        long over = 0;
        while (failure.get() == null && (publishing.isAlive() || !read.isShownAll())) {
            Load.Outcome outcome = load.steady(rate, PIECE);
            problem = problem.isEmpty() ? outcome.firstProblem() : problem;
            if (!publishing.isAlive()) {
                over = over == 0 ? System.nanoTime() : over;
                if (System.nanoTime() - over > LIMIT.toNanos()) {
                    break;
                }
            }
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return problem;
    }

    private int tell(Result result, NewClips read, Publisher publisher, String problem) {
        FirstLooks looks = new FirstLooks(read.shown().values(), clips, new Times(publisher.answers()));
        looks.tell(result);
        result.figure("pages", read.pages()).figure("offeredPerSecond", rate);
        bench.tell(result);
        if (!problem.isEmpty()) {
            bench.say("An answer was no full page: " + problem);
        }
        return looks.never() == 0 && problem.isEmpty() ? 0 : 1;
    }

    /** In the form that the site gives uploads. */
    private static String name(int clip) {
        return new UUID(0, clip).toString();
    }

    private static AccountId maker(int clip) {
        return new AccountId(String.format(Locale.ROOT, "newcomer-%05d", clip));
    }

    /** As the media worker leaves it. */
    private static Upload ready(int clip) {
        String directory = String.format(Locale.ROOT, "bafybeic%051d", clip);
        long now = System.currentTimeMillis();
        return Upload.begun(name(clip), maker(clip), "New " + clip, "topic " + clip, 1_000, now)
                .ready(directory, directory.replace("bafybeic", "bafybeid"), 8_000, 360, 640, false, now);
    }

    private String settings(Path dir) {
        return bench.settings(dir, items) + "collectors=" + collector + "\n";
    }
}
