package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.experiment.ExperimentStore;
import io.wetoken.recommender.experiment.ExperimentStore.Said;
import io.wetoken.recommender.experiment.Line.Kind;
import io.wetoken.recommender.experiment.Plan;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.ModelStore;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.recommender.rank.Ranker;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Comments.Comment;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Part;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The feed over HTTP: forty clips of ten creators, and a model in which the clips of one creator lead to one another. */
final class FeedApiTest {
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final int CLIPS = 40;
    private static final int CREATORS = 10;

    @TempDir
    private static Path directory;

    private static Store store;
    private static ModelStore models;
    private static String first;
    private static TestSite site;

    @BeforeAll
    static void start() throws Exception {
        store = Stores.memory();
        IntStream.range(0, CLIPS).forEach(i -> store.clips().put(clip(i)));
        models = new ModelStore(directory);
        first = models.add("2026-11-20", model(1));
        models.use(first);
        site = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of("models.dir", directory.toString()));
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @Test
    void everyItemSaysWhyItIsThereAndHowItIsPlayed() throws Exception {
        JsonNode page = feed("ann", "?limit=10").json();

        assertThat(page.required("items").size()).isEqualTo(10);
        for (int at = 0; at < 10; at++) {
            JsonNode item = page.required("items").get(at);
            assertThat(item.required("position").asInt()).isEqualTo(at);
            assertThat(item.required("request")).isEqualTo(page.required("request"));
            assertThat(item.required("policy").asString()).isIn("fresh", "explore", "newcomer");
            assertThat(item.required("propensity").asDouble()).isBetween(.01, 1.0);
            assertThat(item.required("master").asString()).isEqualTo("/media/bafy" + number(item) + "/master.m3u8");
        }
        assertThat(page.required("items").get(3).required("policy").asString()).isEqualTo("explore");
        // Nobody's works were played yet, so every creator is a newcomer.
        assertThat(page.required("items").get(7).required("policy").asString()).isEqualTo("newcomer");
        assertThat(page.required("experiment").asString()).isEqualTo("usual");
    }

    @Test
    void whoIsInAnExperimentGetsPagesOfTheirArmFromItsStartToItsEnd() throws Exception {
        Path experiments = Files.createTempDirectory(directory, "experiments");
        ExperimentStore started = new ExperimentStore(experiments);
        String rival = models.add("2026-11-20", model(7));
        try (TestSite other = siteWith(experiments, directory)) {
            assertThat(experimentOf(other, "ann")).isEqualTo("usual");

            Plan sure = plan("sure", "sure", "arm.sure.without=exploration-floor newcomer-floor");
            started.start(sure, new Said(Instant.EPOCH, "bob", "planned"));
            String in = in(sure, "sure");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> experimentOf(other, in).equals("sure:sure"));
            assertThat(policies(feed(other, in, "?limit=10").json().required("items")))
                    .containsOnly("fresh");

            started.end("sure", Kind.STOPPED, new Said(Instant.EPOCH, "bob", "enough"));
            started.start(
                    plan("mix", "mix", "arm.mix.model=" + rival + "\nkind=interleave"),
                    new Said(Instant.EPOCH, "bob", "planned"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> experimentOf(other, in).equals("mix:mix"));
            store.profiles().putAll(List.of(new Part(DAY, profile(in, List.of(act(7, "LIKE")), List.of()))));
            JsonNode drafted = feed(other, in, "?limit=20&because=true").json().required("items");
            assertThat(contents(drafted)).hasSize(20).doesNotHaveDuplicates().contains(17);
            assertThat(drafted)
                    .allSatisfy(item -> assertThat(item.required("because").required("sources"))
                            .isNotEmpty());
        }
    }

    private static String experimentOf(TestSite at, String account) throws Exception {
        return feed(at, account, "?limit=1").json().required("experiment").asString();
    }

    private static Plan plan(String name, String arms, String differ) throws Exception {
        Path file = Files.createTempFile(directory, name, ".properties");
        return Plan.read(Files.writeString(file, """
                name=%s
                hypothesis=Nothing in particular
                people.percent=100
                salt=%s
                arms=usual %s
                %s
                metric=plays
                expected.mean.milli=1000
                expected.deviation.milli=1000
                effect.percent=10
                people.each=2000
                days=7
                """.formatted(name, name, arms, differ)));
    }

    @Test
    void everyItemHasATokenThatProvesItToTheStream() throws Exception {
        long before = System.currentTimeMillis();
        JsonNode items = feed("ann", "?limit=10").json().required("items");

        for (JsonNode item : items) {
            String token = item.required("token").asString();
            ServedTokens.Reading mine = Served.reading(token, serving("ann", item));
            assertThat(mine.standing()).isEqualTo(ServedTokens.Standing.GENUINE);
            assertThat(mine.at()).isBetween(before, System.currentTimeMillis());
            assertThat(Served.reading(token, serving("bob", item)).standing()).isEqualTo(ServedTokens.Standing.FOREIGN);
        }
        assertThat(items).extracting(item -> item.required("token").asString()).doesNotHaveDuplicates();
    }

    @Test
    void nobodysItemsHaveNone() throws Exception {
        assertThat(site.get("/v1/feed").json().required("items"))
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item.required("token").isNull()).isTrue());
    }

    private static Serving serving(String account, JsonNode item) {
        return new Serving(
                account,
                item.required("content").asString(),
                item.required("request").asString(),
                item.required("position").asInt());
    }

    @Test
    void theClipsOfAModelAreReadBeforePagesAskForThem() {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(site.get("/ready")
                                .json()
                                .required("clipsToReadAhead")
                                .asLong())
                        .isZero());
    }

    @Test
    void aLikeChangesTheNextPage() throws Exception {
        store.profiles().putAll(List.of(new Part(DAY, profile("bea", List.of(act(7, "LIKE")), List.of()))));

        JsonNode items = feed("bea", "?limit=5").json().required("items");

        // 17, 27 and 37 are of the creator of 7; nobody else's lead there, and two of them are never neighbours.
        assertThat(items.get(0).required("policy").asString()).isEqualTo("walks");
        assertThat(contents(items)).contains(17).doesNotContain(7);
        assertThat(feed("nobody", "?limit=5")
                        .json()
                        .required("items")
                        .get(0)
                        .required("policy")
                        .asString())
                .isEqualTo("fresh");
    }

    @Test
    void whoAsksIsToldWhichActsSourcesAndRerankersPutAnItemWhereItIs() throws Exception {
        store.profiles()
                .putAll(List.of(new Part(DAY, profile("fay", List.of(act(7, "LIKE"), act(7, "PLAY")), List.of()))));

        JsonNode page = feed("fay", "?limit=5&because=true").json();

        JsonNode liked = page.required("items").get(0).required("because");
        assertThat(liked.required("model")).isEqualTo(page.required("model"));
        assertThat(liked.required("acts").size()).isEqualTo(1);
        JsonNode act = liked.required("acts").get(0);
        assertThat(act.required("content").asString()).isEqualTo("clip-07");
        assertThat(act.required("kinds")).extracting(JsonNode::asString).containsExactly("LIKE", "PLAY");
        assertThat(act.required("share").asDouble()).isEqualTo(1);
        assertThat(liked.required("sources"))
                .extracting(source -> source.required("source").asString())
                .containsExactly("walks", "fresh");
        assertThat(liked.required("sources").get(0).required("share").asDouble())
                .isBetween(.5, 1.0);
        JsonNode drawn = page.required("items").get(3);
        assertThat(drawn.required("policy").asString()).isEqualTo("explore");
        JsonNode moves = drawn.required("because").required("moves");
        assertThat(moves)
                .filteredOn(move -> move.required("reranker").asString().equals("exploration-floor"))
                .hasSizeLessThanOrEqualTo(1)
                .allSatisfy(move -> assertThat(move.required("to").asInt()).isEqualTo(3));
        for (JsonNode item : feed("fay", "?limit=5").json().required("items")) {
            assertThat(item.has("because")).isFalse();
        }
        assertThat(feed("fay", "?because=yes").detail()).isEqualTo("because must be true or false, is 'yes'");
    }

    @Test
    void aModelsRankerOrdersCandidatesButForAControlGroup() throws Exception {
        ModelStore own = new ModelStore(directory.resolve("ranked"));
        TrainedModel tables = model(7);
        own.use(own.add("2026-11-20", tables.with(new Ranker(Map.of("fresh", -1f)), tables.card())));
        String others = "exploration-floor newcomer-floor diversity creator-spread";
        Path experiments = Files.createTempDirectory(directory, "control");
        Plan plan = plan("control", "ranked ordered", """
                arm.ranked.without=%s
                arm.ordered.without=ranker %s
                """.formatted(others, others));
        new ExperimentStore(experiments).start(plan, new Said(Instant.EPOCH, "bob", "planned"));
        try (TestSite ranked = siteWith(experiments, directory.resolve("ranked"))) {
            JsonNode items = feed(ranked, in(plan, "ranked"), "?limit=5&because=true")
                    .json()
                    .required("items");
            assertThat(contents(items)).containsExactly(0, 1, 2, 3, 4);
            JsonNode move = items.get(0).required("because").required("moves").get(0);
            assertThat(move.required("reranker").asString()).isEqualTo("ranker");
            assertThat(move.required("from").asInt()).isEqualTo(CLIPS - 1);
            assertThat(contents(
                            feed(ranked, in(plan, "ordered"), "?limit=5").json().required("items")))
                    .containsExactly(39, 38, 37, 36, 35);
        }
    }

    private static TestSite siteWith(Path experiments, Path models) throws Exception {
        return new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of("experiments.dir", experiments.toString(), "models.dir", models.toString()));
    }

    /** Somebody who did nothing yet. */
    private static String in(Plan plan, String arm) {
        return IntStream.range(0, 100)
                .mapToObj(i -> plan.name() + "-" + i)
                .filter(person -> plan.armOf(person).orElseThrow().name().equals(arm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nothingComesTwiceBeforeEverythingWasShown() throws Exception {
        store.profiles()
                .putAll(List.of(new Part(
                        Epoch.parse("2026-11-21"), profile("cleo", List.of(), List.of(content(0), content(1))))));
        List<Integer> shown = new ArrayList<>();
        JsonNode page = feed("cleo", "?limit=9").json();
        for (int pages = 1; pages <= 5; pages++) {
            shown.addAll(contents(page.required("items")));
            page = feed("cleo", "?limit=9&cursor=" + page.required("next").asString())
                    .json();
        }
        assertThat(shown.subList(0, CLIPS)).doesNotHaveDuplicates();
        assertThat(shown.subList(0, CLIPS - 2)).doesNotContain(0, 1);
        assertThat(shown.subList(CLIPS - 2, CLIPS)).containsExactlyInAnyOrder(0, 1);
    }

    @Test
    void whoeverHasSeenAllThatIsNewGetsTheOlderBeforeAnythingComesAgain() throws Exception {
        int clips = 330;
        List<ContentId> newest =
                IntStream.range(20, clips).mapToObj(FeedApiTest::content).toList();
        try (Store many = Stores.memory();
                TestSite other = new TestSite(many, new FixedChain(), TestSite.CONTRACTS, Optional.empty())) {
            IntStream.range(0, clips).forEach(i -> many.clips().put(clip(i)));
            many.profiles().putAll(List.of(new Part(DAY, profile("dee", List.of(), newest))));

            JsonNode items = feed(other, "dee", "?limit=25").json().required("items");

            assertThat(contents(items).subList(0, 20)).allMatch(clip -> clip < 20);
            assertThat(policies(items).subList(0, 20)).containsOnly("older", "explore");
            assertThat(policies(items).subList(20, 25)).containsOnly("again");
        }
    }

    @Test
    void aClipThatIsPublishedIsShownToTheNextWhoCome() throws Exception {
        try (Store busy = Stores.memory();
                TestSite other = new TestSite(busy, new FixedChain(), TestSite.CONTRACTS, Optional.empty())) {
            IntStream.range(0, 330).forEach(i -> busy.clips().put(clip(i)));
            assertThat(feed(other, "somebody", "?limit=10").status()).isEqualTo(200);

            busy.clips().put(clip(1_000));

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> contents(feed(other, "gil", "?limit=10").json().required("items"))
                            .contains(1_000));
        }
    }

    @Test
    void aFeedIsServedWhileNobodyLogsItAndTheLossIsCounted() throws Exception {
        String nobody = "127.0.0.1:" + TestServers.freePort();
        try (TestSite other = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of("kafka.bootstrap", nobody))) {
            assertThat(feed(other, "ann", "").status()).isEqualTo(200);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(other.get("/ready")
                                    .json()
                                    .required("servedPagesLost")
                                    .asLong())
                            .isEqualTo(1));
            assertThat(feed(other, "ann", "").status()).isEqualTo(200);
        }
    }

    @Test
    void aModelWithoutTheTablesOfFeedsIsRefused() throws Exception {
        Path others = Files.createTempDirectory(directory, "others");
        ModelStore there = new ModelStore(others);
        String popular = there.add("2026-11-20", popularityOnly());
        there.use(popular);
        try (TestSite other = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of("models.dir", others.toString()))) {
            store.profiles().putAll(List.of(new Part(DAY, profile("eve", List.of(act(7, "LIKE")), List.of()))));

            Answer answer = feed(other, "eve", "");

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().required("model").isNull()).isTrue();
            assertThat(other.get("/ready").json().required("modelProblem").asString())
                    .contains(popular, "makes no feeds", "they can by default, rp3beta");
        }
    }

    @Test
    void ownClipsAndReportedOnesAreNotShown() throws Exception {
        store.profiles()
                .putAll(List.of(new Part(
                        Epoch.parse("2026-11-21"), profile("creator-3", List.of(act(5, "REPORT")), List.of()))));

        assertThat(contents(feed("creator-3", "?limit=100").json().required("items")))
                .hasSize(CLIPS - 4 - 1)
                .doesNotContain(3, 13, 23, 33, 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "1000000000", "-1", "abc", "1e1"})
    void aLimitThatIsNoneIsRefused(String limit) throws Exception {
        Answer answer = feed("ann", "?limit=" + limit);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.detail()).isEqualTo("limit must be a whole number from 1 to 100, is '" + limit + "'");
    }

    @Test
    void aCursorOfAnotherOrOfNobodyIsRefused() throws Exception {
        String cursor = feed("ann", "").json().required("next").asString();

        assertThat(feed("bob", "?cursor=" + cursor).detail()).startsWith("This cursor belongs to another account");
        assertThat(site.get("/v1/feed?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(feed("ann", "?cursor=" + cursor).status()).isEqualTo(200);
        byte[] changed = Base64.getUrlDecoder().decode(cursor);
        changed[2] ^= 1;
        for (String made :
                List.of("x", "====", cursor.substring(4), Base64.getUrlEncoder().encodeToString(changed))) {
            Answer answer = feed("ann", "?cursor=" + made);
            assertThat(answer.status()).as(made).isEqualTo(400);
            assertThat(answer.detail()).startsWith("This is no cursor of a feed");
        }
    }

    @Test
    void aFeedGoesOnWithANewModelAndKeepsTheOldOneWhenTheNewIsCutShort() throws Exception {
        JsonNode before = feed("ann", "?limit=3").json();
        assertThat(before.required("model").asString()).isEqualTo(first);
        String second = models.add("2026-11-21", model(2));
        models.use(second);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> feed("ann", "").json().required("model").asString().equals(second));

        JsonNode after = feed(
                        "ann", "?limit=3&cursor=" + before.required("next").asString())
                .json();
        assertThat(after.required("modelChanged").asBoolean()).isTrue();
        assertThat(contents(after.required("items"))).doesNotContainAnyElementsOf(contents(before.required("items")));

        Path file = directory.resolve(models.add("2026-11-22", model(3)) + ".model");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        Files.writeString(
                directory.resolve("current"), file.getFileName().toString().replace(".model", ""));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !site.get("/ready").json().required("modelProblem").isNull());
        assertThat(site.get("/ready").json().required("modelProblem").asString())
                .contains("is cut short");
        assertThat(feed("ann", "").json().required("model").asString()).isEqualTo(second);
        models.use(first);
    }

    @Test
    void aFeedKeepsItsModelWhenTheNewOneIsOfALaterFormatOrNotWhatItsNameSays() throws Exception {
        models.use(first);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> feed("ann", "").json().required("model").asString().equals(first));
        Path later = directory.resolve(models.add("2026-11-23", model(4)) + ".model");
        byte[] whole = Files.readAllBytes(later);
        Path other = directory.resolve("2026-11-24-0123456789ab.model");
        Files.write(other, whole);
        whole[8]++;
        Files.write(later, whole);
        Map<Path, String> problems =
                Map.of(later, "has format 2, this program reads 1", other, "is another model than its name says");
        for (Map.Entry<Path, String> bad : problems.entrySet()) {
            Files.writeString(
                    directory.resolve("current"),
                    bad.getKey().getFileName().toString().replace(".model", ""));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> site.get("/ready")
                            .json()
                            .required("modelProblem")
                            .toString()
                            .contains(bad.getValue()));
            assertThat(feed("ann", "").json().required("model").asString()).isEqualTo(first);
        }
        models.use(first);
    }

    @Test
    void aContentIsDescribedAndItsCommentsAreText() throws Exception {
        store.comments().putAll(List.of(new Comment(content(2), owner(4), 5, "id", "<script>alert(1)</script>")));

        assertThat(site.get("/v1/contents/clip-02").json().required("title").asString())
                .isEqualTo("Clip 2");
        assertThat(site.get("/v1/contents/clip-02/comments")
                        .json()
                        .required("comments")
                        .get(0)
                        .required("text")
                        .asString())
                .isEqualTo("<script>alert(1)</script>");
        assertThat(site.get("/v1/contents/nothing").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..%2Fetc", "%2e%2e%2f", "a%00b", "%5C..%5Cx"})
    void anIdThatIsAPathIsRefused(String id) throws Exception {
        Answer answer = site.get("/v1/contents/" + id);

        assertThat(answer.status()).isBetween(400, 404);
        assertThat(answer.type()).startsWith("application/problem+json");
    }

    private static Answer feed(String account, String query) throws Exception {
        return feed(site, account, query);
    }

    private static Answer feed(TestSite at, String account, String query) throws Exception {
        return at.send(at.request("/v1/feed" + query)
                .header("Authorization", "Bearer " + at.tokenOf(account))
                .build());
    }

    private static List<String> policies(JsonNode items) {
        List<String> policies = new ArrayList<>();
        items.forEach(item -> policies.add(item.required("policy").asString()));
        return policies;
    }

    private static List<Integer> contents(JsonNode items) {
        List<Integer> contents = new ArrayList<>();
        items.forEach(item -> contents.add(number(item)));
        return contents;
    }

    private static int number(JsonNode item) {
        return Integer.parseInt(item.required("content").asString().substring("clip-".length()));
    }

    private static Clip clip(int i) {
        return new Clip(
                content(i), owner(i), "Clip " + i, "sea", "bafy" + i, "bafyd" + i, 8_000, 360, 640, false, 1_000 + i);
    }

    private static ContentId content(int i) {
        return new ContentId(String.format("clip-%02d", i));
    }

    private static AccountId owner(int i) {
        return new AccountId("creator-" + i % CREATORS);
    }

    private static Interaction act(int clip, String kind) {
        return new Interaction(content(clip), owner(clip), kind, 1);
    }

    private static Profile profile(String account, List<Interaction> recent, List<ContentId> seen) {
        return new Profile(new AccountId(account), recent, seen);
    }

    private static TrainedModel model(long seed) {
        List<Neighbours.Row> rows = IntStream.range(0, CLIPS)
                .mapToObj(i -> {
                    int[] others = IntStream.range(0, CLIPS)
                            .filter(j -> j != i && j % CREATORS == i % CREATORS)
                            .toArray();
                    float[] weights = new float[others.length];
                    Arrays.fill(weights, 1f / others.length);
                    return new Neighbours.Row(i, others, weights);
                })
                .toList();
        float[] popularity = new float[CLIPS];
        Arrays.fill(popularity, 1);
        Learnt learnt = new Learnt(CLIPS)
                .with(Table.POPULARITY, FloatBuffer.wrap(popularity))
                .with(Table.BLEND, new Mixture(Neighbours.of(CLIPS, rows), BlendWeights.ofWalks()));
        return trained("default", seed, learnt);
    }

    private static TrainedModel popularityOnly() {
        FloatBuffer popularity = FloatBuffer.wrap(new float[CLIPS]);
        return trained("popularity", 1, new Learnt(CLIPS).with(Table.POPULARITY, popularity));
    }

    private static TrainedModel trained(String model, long seed, Learnt learnt) {
        ItemIds ids = ItemIds.of(
                IntStream.range(0, CLIPS).mapToObj(FeedApiTest::content).toList());
        return new TrainedModel(new Card(model, "0".repeat(64), seed, new TreeMap<>(), new TreeMap<>()), ids, learnt);
    }
}
