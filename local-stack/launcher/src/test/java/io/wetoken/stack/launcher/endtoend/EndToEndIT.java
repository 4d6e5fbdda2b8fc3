package io.wetoken.stack.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.wetoken.stack.launcher.WeProcess;
import io.wetoken.stack.launcher.documents.Guide;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code ./we demo --exit} on three busy days with some known fraud in them; then the stack is started again on what the demo left, so that all that is asked
 * of it was kept. The tests share both runs and go from what was sent to what was paid; the last ones do damage.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LocalDate PAID = RecordedLog.PAID;
    private static final long MILLION = 1_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Kept after a failure, for the logs are in it. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path dir;

    private static Path home;
    private static Path demoHome;
    private static FreePorts ports;
    private static Expected expected;
    private static Judged judged;
    private static WeProcess.Ended demo;
    private static List<String> leftByDemo;
    private static WeProcess we;

    @BeforeAll
    static void runTheDemoAndStartTheStackOnWhatItLeft() throws Exception {
        home = Files.createDirectories(dir.resolve("home"));
        demoHome = home.resolve("demo");
        ports = new FreePorts();
        Files.write(home.resolve("we.local.properties"), ports.settings());
        WeProcess outer = new WeProcess(home);

        expected = new Expected(RecordedLog.read(outer, dir));
        System.out.println("End to end on " + expected.log().lines().size() + " lines of "
                + (expected.log().real() ? "the real log" : "a made-up community, for ../shared is absent"));
        Path input = dir.resolve("behaviour.jsonl.gz");
        expected.write(input);
        judged = Judged.by(outer, input, dir.resolve("judged.jsonl"));

        demo = outer.run("demo", "--input", input.toString(), "--exit", "--json");
        leftByDemo = Processes.of(home);
        assertThat(demo.status()).as(demo.err()).isZero();

        Files.write(demoHome.resolve("we.local.properties"), ports.settings());
        we = new WeProcess(demoHome);
        succeeded(we.run("up"));
    }

    @AfterAll
    static void stopEverything() throws Exception {
        new WeProcess(home).run("down");
        assertThat(Processes.of(home)).isEmpty();
    }

    @Test
    @Order(1)
    void theDemoStopsEveryProcessThatItStarted() {
        assertThat(leftByDemo).isEmpty();
    }

    @Test
    @Order(1)
    void theResultHasEveryFieldOfTheInterface() throws Exception {
        JsonNode story = story();
        List<String> numbers = List.of(
                "eventsSent",
                "eventsAccepted",
                "eventsRejected",
                "eventsValid",
                "eventsSuspect",
                "eventsDuplicate",
                "activeUsers",
                "recipients",
                "chainId",
                "mediaReady",
                "feeds");
        assertThat(numbers).allSatisfy(name -> number(story, name));
        assertThat(List.of("pool", "planned", "paid")).allSatisfy(name -> amount(story, name));
        assertThat(story.get("root").asText()).matches("0x[0-9a-f]{64}");
        assertThat(story.get("reconciled").asBoolean()).isTrue();
        assertThat(number(story, "mediaReady")).isEqualTo(6);
        assertThat(number(story, "feeds")).isBetween(1L, number(story, "activeUsers"));
        assertThat(story.get("trainedModel").asText()).startsWith(PAID + "-");
        assertThat(story.get("recall").properties()).hasSize(2);
        assertThat(story.get("seconds").properties())
                .isNotEmpty()
                .allSatisfy(stage -> assertThat(stage.getValue().isNumber())
                        .as(stage.getKey())
                        .isTrue());
    }

    @Test
    @Order(2)
    void everythingSentIsAcceptedOrRejectedForItsReason() throws Exception {
        JsonNode story = story();
        assertThat(number(story, "eventsSent")).isEqualTo(expected.sent());
        assertThat(number(story, "eventsRejected")).isEqualTo(expected.rejected());
        assertThat(number(story, "eventsAccepted")).isEqualTo(expected.sent() - expected.rejected() + takenTwice());

        JsonNode answer = replayed();
        assertThat(number(answer, "accepted")).isEqualTo(expected.sent() - expected.rejected());
        assertThat(longs(answer.get("reasons"))).isEqualTo(expected.rejections());
    }

    @Test
    @Order(3)
    void everythingAcceptedIsValidSuspectOrADuplicateOfItsDay() throws Exception {
        long valid = 0;
        long suspect = 0;
        for (LocalDate day : RecordedLog.DAYS) {
            JsonNode manifest = manifest(day);
            valid += expected.valid(judged, day).size();
            suspect += expected.suspect(judged, day).size();
            assertThat(number(manifest, "valid"))
                    .as("valid of %s", day)
                    .isEqualTo(expected.valid(judged, day).size());
            assertThat(number(manifest, "suspect"))
                    .as("suspect of %s", day)
                    .isEqualTo(expected.suspect(judged, day).size());
            assertThat(number(manifest, "duplicates") - expected.duplicates(day))
                    .as("duplicates of %s beside the expected", day)
                    .isBetween(0L, takenTwice());
            assertThat(number(manifest, "records"))
                    .as("records of %s", day)
                    .isEqualTo(
                            number(manifest, "valid") + number(manifest, "suspect") + number(manifest, "duplicates"));
        }
        JsonNode story = story();
        assertThat(number(story, "eventsValid")).isEqualTo(valid);
        assertThat(number(story, "eventsSuspect")).isEqualTo(suspect);
        assertThat(number(story, "eventsDuplicate")).isEqualTo(expected.duplicates() + takenTwice());
        assertThat(number(story, "eventsAccepted")).isEqualTo(valid + suspect + expected.duplicates() + takenTwice());
    }

    private static JsonNode replayed() throws Exception {
        return lastLine(Files.readString(demoHome.resolve("log/replay.out")));
    }

    /** Events of batches that were answered for only when they were sent again: none, unless the replay says that it had to. */
    private long takenTwice() throws Exception {
        long duplicates = -expected.duplicates();
        for (LocalDate day : RecordedLog.DAYS) {
            duplicates += number(manifest(day), "duplicates");
        }
        assertThat(duplicates).as("events that are there twice").isBetween(0L, number(replayed(), "sentAgain"));
        return duplicates;
    }

    @Test
    @Order(4)
    void fraudIsSuspectedForWhatItIsAndHonestPeopleAreNot() throws Exception {
        for (Injected.Trick trick : expected.tricks()) {
            List<String> caught = trick.ids().stream().filter(judged::suspects).toList();
            assertThat(caught).as(trick.name()).hasSize(trick.suspect());
            assertThat(caught)
                    .as(trick.name())
                    .allSatisfy(id -> assertThat(trick.reasons()).contains(judged.reasons(id)));
        }
        long suspects = 0;
        for (String line : expected.log().lines()) {
            suspects += judged.suspects(JSON.readTree(line).get("id").asText()) ? 1 : 0;
        }
        assertThat(suspects * 50)
                .as("2 %% of the log")
                .isLessThanOrEqualTo(expected.log().lines().size());
    }

    @Test
    @Order(5)
    void theStatisticsAreThoseOfAPlainRecount() throws Exception {
        Map<String, Long> today = plain(PAID).indicators();
        Map<String, Long> first = plain(RecordedLog.DAYS.get(0)).indicators();
        Map<String, Long> second = plain(RecordedLog.DAYS.get(1)).indicators();
        List<List<String>> rows = new ArrayList<>();
        today.forEach((name, value) -> {
            long baseline = Math.floorDiv(first.get(name) + second.get(name), 2);
            rows.add(List.of(name, value.toString(), Long.toString(baseline)));
        });
        assertThat(Csv.rows(epoch("inputs/indicators.csv"), "indicator,today,baseline"))
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(number(story(), "activeUsers")).isEqualTo(today.get("validDailyActiveUsers"));
        assertThat(number(story(), "indexPpm")).isEqualTo(index(rows));
        assertThat(today.values())
                .as("the day has some of everything: %s", today)
                .doesNotContain(0L);
    }

    @Test
    @Order(6)
    void thePoolIsOneTokenForEveryPointOfThePlainRecount() throws Exception {
        Map<String, Long> points = plain(PAID).points();
        points.values().removeIf(earned -> earned == 0);
        Map<String, Long> told = new TreeMap<>();
        for (List<String> row : Csv.rows(epoch("statistics/points.csv"), "account,person,points")) {
            if (!row.get(2).equals("0")) {
                told.put(URLDecoder.decode(row.get(0), StandardCharsets.UTF_8), Long.valueOf(row.get(2)));
            }
        }
        assertThat(told).isEqualTo(points);
        // Far below what the fund could give, the ceiling of 1 WE a point decides: 10^12 base units a micro-point.
        BigInteger sum = BigInteger.valueOf(
                points.values().stream().mapToLong(Long::longValue).sum());
        assertThat(amount(story(), "pool")).isEqualTo(sum.multiply(BigInteger.TEN.pow(12)));
    }

    @Test
    @Order(7)
    void theLiveFiguresOfThePaidDayAreTheSame() throws Exception {
        Map<String, Long> figures = new TreeMap<>(plain(PAID).indicators());
        figures.put("eventsValid", (long) expected.valid(judged, PAID).size());
        figures.put("eventsSuspect", (long) expected.suspect(judged, PAID).size());
        figures.put("eventsDuplicate", number(manifest(PAID), "duplicates"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode live = get("/v1/live");
            assertThat(live.get("date").asText()).isEqualTo(PAID.toString());
            assertThat(longs(live.get("figures"))).containsAllEntriesOf(figures);
        });
    }

    @Test
    @Order(8)
    void everyRecipientHoldsWhatThePlanSaysAndNobodyElseWasPaid() throws Exception {
        List<TokenChain.Payment> planned = new ArrayList<>();
        BigInteger sum = BigInteger.ZERO;
        for (List<String> row : Csv.rows(epoch("plan/payouts.csv"), "index,account,amount")) {
            assertThat(row.get(0)).isEqualTo(Integer.toString(planned.size()));
            planned.add(new TokenChain.Payment(row.get(1), new BigInteger(row.get(2))));
            sum = sum.add(new BigInteger(row.get(2)));
        }
        JsonNode story = story();
        assertThat(planned).isNotEmpty();
        assertThat(number(story, "recipients")).isEqualTo(planned.size());
        assertThat(amount(story, "planned")).isEqualTo(sum);
        assertThat(amount(story, "paid")).isEqualTo(sum);
        assertThat(sum).isLessThanOrEqualTo(amount(story, "pool"));

        TokenChain chain = chain();
        assertThat(chain.paidByPool()).isEqualTo(planned);
        for (TokenChain.Payment payment : planned) {
            assertThat(chain.balance(payment.recipient()))
                    .as(payment.recipient())
                    .isEqualTo(payment.amount());
        }
        assertThat(number(story, "chainId")).isEqualTo(chain.chainId());
        assertThat(story.get("root").asText()).isEqualTo(chain.root(PAID.toEpochDay()));
        assertThat(story.get("epoch").asText()).isEqualTo(PAID.toString());
    }

    @Test
    @Order(9)
    void aSecondUpSaysThatTheStackIsUp() throws Exception {
        assertThat(succeeded(we.run("up")).out()).contains("is up already", ports.url("serving.port"));
    }

    @Test
    @Order(9)
    void theEarlierDaysAreClosedAndTheLastOneIsReconciled() throws Exception {
        Map<String, String> states = new TreeMap<>();
        lastLine(succeeded(we.run("epoch", "list", "--json")).out())
                .get("epochs")
                .forEach(row ->
                        states.put(row.get("epoch").asText(), row.get("state").asText()));
        assertThat(states)
                .isEqualTo(Map.of(
                        RecordedLog.DAYS.get(0).toString(),
                        "CLOSED",
                        RecordedLog.DAYS.get(1).toString(),
                        "CLOSED",
                        PAID.toString(),
                        "RECONCILED"));
    }

    @Test
    @Order(9)
    void theSiteShowsAWalletWhatItWasPaid() throws Exception {
        List<String> payout =
                Csv.rows(epoch("plan/payouts.csv"), "index,account,amount").get(0);
        JsonNode wallet = get("/v1/wallets/" + payout.get(1));
        assertThat(wallet.get("balance").asText()).isEqualTo(payout.get(2));
        JsonNode proof = get("/v1/epochs/" + PAID + "/proofs/" + payout.get(1));
        assertThat(proof.get("amount").asText()).isEqualTo(payout.get(2));
        assertThat(proof.get("root").asText()).isEqualTo(story().get("root").asText());
    }

    @Test
    @Order(10)
    void aClosedDayTakesNothingMore() throws Exception {
        Path late = dir.resolve("late.jsonl");
        List<String> lines = new ArrayList<>();
        for (String line : expected.log().lines().subList(0, 3)) {
            lines.add(((ObjectNode) JSON.readTree(line))
                    .put("id", java.util.UUID.randomUUID().toString())
                    .toString());
        }
        Files.write(late, lines);
        JsonNode answer =
                lastLine(succeeded(we.run("replay", late.toString(), "--json")).out());
        assertThat(number(answer, "accepted")).isZero();
        assertThat(longs(answer.get("reasons"))).isEqualTo(Map.of("EPOCH_CLOSED", 3L));
    }

    @Test
    @Order(11)
    void runningThePaidEpochAgainPaysNothingMore() throws Exception {
        TokenChain chain = chain();
        List<TokenChain.Payment> before = chain.paidByPool();
        long height = chain.height();
        JsonNode row = lastLine(succeeded(we.run("epoch", "run", "--date", PAID.toString(), "--json"))
                .out());
        assertThat(row.get("state").asText()).isEqualTo("RECONCILED");
        assertThat(chain.height()).as("no transaction was sent").isEqualTo(height);
        assertThat(chain.paidByPool()).isEqualTo(before);
        for (TokenChain.Payment payment : before) {
            assertThat(chain.balance(payment.recipient())).isEqualTo(payment.amount());
        }
    }

    @Test
    @Order(12)
    void theAuditAgreesInEveryCheck() throws Exception {
        WeProcess.Ended ended = succeeded(we.run("epoch", "audit", "--date", PAID.toString(), "--json"));
        JsonNode audit = lastLine(ended.out());
        assertThat(audit.get("agrees").asBoolean()).isTrue();
        assertThat(audit.get("checks"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.get("ok").asBoolean())
                        .as(check.toString())
                        .isTrue());
    }

    /** Names of people, of their devices and of their addresses on the net stand nowhere in what everybody may read; what stands there is enough for a stranger. */
    @Test
    @Order(12)
    void whatIsPublishedTellsWhoNobodyIsAndAStrangerFindsTheSame() throws Exception {
        Set<String> secret = new HashSet<>();
        for (String line : expected.log().lines()) {
            JsonNode event = JSON.readTree(line);
            for (String field : List.of("actor", "owner", "device", "ipHash")) {
                secret.add(event.path(field).asText("none of them"));
            }
        }
        assertThat(words(epoch("statistics/accounts.csv"))).containsAnyElementsOf(secret);
        try (Stream<Path> files = Files.walk(epoch("published"))) {
            List<Path> published = files.filter(Files::isRegularFile).toList();
            assertThat(published).hasSize(18);
            for (Path file : published) {
                assertThat(words(file)).as(file.toString()).doesNotContainAnyElementsOf(secret);
            }
        }
        JsonNode checked = lastLine(
                succeeded(we.run("verify", "--date", PAID.toString(), "--json")).out());
        assertThat(checked.get("agrees").asBoolean()).isTrue();
        assertThat(checked.get("checks"))
                .isNotEmpty()
                .allSatisfy(check -> assertThat(check.get("ok").asBoolean())
                        .as(check.toString())
                        .isTrue());
    }

    private static Set<String> words(Path file) throws IOException {
        return new HashSet<>(List.of(Files.readString(file).split("[^A-Za-z0-9_.:+%-]+")));
    }

    @Test
    @Order(13)
    void aNewcomerHasAFeedThatPlaysAndTheirLikeChangesTheNextPage() throws Exception {
        Face face = new Face(ports.url("serving.port"), ports.url("ingest.port"), "newcomer");
        List<String> before = face.page(5);
        assertThat(before).hasSize(5).doesNotHaveDuplicates();
        JsonNode clip = face.get("/v1/contents/" + before.get(0));
        assertThat(new String(face.bytes(clip.get("master").asText()), StandardCharsets.UTF_8))
                .startsWith("#EXTM3U");
        assertThat(face.bytes(clip.get("poster").asText())).startsWith(0xFF, 0xD8);

        face.sends("LIKE", before.get(0));
        long sent = System.nanoTime();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(PATIENCE)
                .until(() -> !face.page(3).contains(before.get(0)));
        System.out.printf("A like changed the next page after %d ms%n", (System.nanoTime() - sent) / 1_000_000);
        assertThat(face.get("/v1/contents/" + before.get(0)).get("liked").asBoolean())
                .isTrue();
    }

    @Test
    @Order(13)
    void anUploadInTwoPiecesBecomesAClipThatOthersAreShown() throws Exception {
        Face maker = new Face(ports.url("serving.port"), ports.url("ingest.port"), "maker");
        byte[] file = Files.readAllBytes(demoHome.resolve("uploads/city.mp4"));
        String content = maker.uploads(file, "A walk");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> maker.get("/v1/contents/" + content + "/upload")
                        .get("state")
                        .asText()
                        .equals("READY"));
        maker.publishes(content);
        long published = System.nanoTime();
        // Nobody asks for it: people of whom nothing is known come for a page, one after the other.
        AtomicInteger people = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .until(() -> new Face(
                                ports.url("serving.port"),
                                ports.url("ingest.port"),
                                "reader-" + people.incrementAndGet())
                        .page(10)
                        .contains(content));
        System.out.printf(
                "A new clip was shown to person %d who came, %d ms after it was published%n",
                people.get(), (System.nanoTime() - published) / 1_000_000);

        Face viewer = new Face(ports.url("serving.port"), ports.url("ingest.port"), "viewer");
        JsonNode clip = viewer.get("/v1/contents/" + content);
        assertThat(clip.get("title").asText()).isEqualTo("A walk");
        assertThat(new String(viewer.bytes(clip.get("master").asText()), StandardCharsets.UTF_8))
                .startsWith("#EXTM3U");
        // The city was uploaded by the demo before: equal files are stored once.
        try (Stream<Path> clips = Files.list(demoHome.resolve("media"))) {
            assertThat(clips.filter(path -> !path.getFileName().toString().startsWith(".")))
                    .hasSize(6);
        }
    }

    @Test
    @Order(14)
    void aLikeInARealBrowserChangesTheNextPageAndMovesTheLiveFigures() throws Exception {
        try (Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                Browser browser = playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(Path.of("/usr/bin/chromium"))
                                .setArgs(List.of("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic")))) {
            Page page = browser.newPage();
            page.navigate(ports.url("serving.port"));
            String first = "[data-place=\"0\"] h2 a";
            String liked = page.locator(first).getAttribute("href");
            page.locator("[data-place=\"0\"] .like").click();
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                page.navigate(ports.url("serving.port"));
                return !page.locator(first).getAttribute("href").equals(liked);
            });
            await().pollInSameThread().atMost(PATIENCE).until(() -> {
                page.navigate(ports.url("serving.port") + liked);
                return page.locator("[data-place=\"0\"] .like")
                        .getAttribute("aria-pressed")
                        .equals("true");
            });
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode live = get("/v1/live");
            assertThat(live.get("date").asText()).isNotEqualTo(PAID.toString());
            assertThat(live.get("figures").path("validLikes").asLong()).isPositive();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"apps", "data-scientists", "first-model", "operators"})
    @Order(15)
    void whatTheGuideShowsWorks(String guide) throws Exception {
        Map<String, String> here = Map.of(
                "http://127.0.0.1:8081",
                ports.url("ingest.port"),
                "http://127.0.0.1:8080",
                ports.url("serving.port"),
                "--date 2026-11-23",
                "--date " + PAID,
                "--from 2026-11-23 --to 2026-11-23",
                "--from " + PAID + " --to " + PAID,
                "--date D",
                "--date " + PAID,
                "user-7",
                "clicker");
        new Guide(guide, dir.resolve("guide-" + guide), here).follow(demoHome);
    }

    @Test
    @Order(16)
    void theAuditNamesAnArchiveFileInWhichOneBitWasChanged() throws Exception {
        String name = "";
        for (JsonNode file : manifest(PAID).get("files")) {
            name = file.get("kind").asText().equals("JUDGED") ? file.get("path").asText() : name;
        }
        Path file = demoHome.resolve("archive").resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        WeProcess.Ended ended = we.run("epoch", "audit", "--date", PAID.toString());
        assertThat(ended.status()).as(ended.err()).isEqualTo(1);
        assertThat(ended.out()).contains(name).contains("DIFFERS");
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** Of those whose works others watched, who is in more rows than anybody. */
    @Test
    @Order(17)
    void aPersonIsErasedAndEveryDayIsWhatItWas() throws Exception {
        String person = mostWatched();
        JsonNode paid = get("/v1/wallets/" + person);
        byte[] bundle = Files.readAllBytes(epoch("inputs/activity.csv"));
        assertThat(we.run("account", "erase", person).out()).contains("Nothing was erased");
        succeeded(we.run("account", "erase", person, "--sure"));
        try (Stream<Path> files = Files.walk(demoHome.resolve("epochs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(words(file)).as(file.toString()).doesNotContain(person);
            }
        }
        assertThat(we.run("guard", "explain", "--actor", person, "--date", PAID.toString())
                        .err())
                .contains(person + " did nothing on " + PAID + " that the archive holds");
        assertThat(answer("/v1/wallets/" + person).statusCode()).isEqualTo(404);
        assertThat(get("/v1/wallets/" + paid.get("address").asText()).get("entries"))
                .isEqualTo(paid.get("entries"));
        assertThat(epoch("inputs/activity.csv")).hasBinaryContent(bundle);
        JsonNode audit = lastLine(succeeded(we.run("epoch", "audit", "--date", PAID.toString(), "--json"))
                .out());
        assertThat(audit.get("agrees").asBoolean()).isTrue();
        assertThat(audit.get("checks"))
                .filteredOn(check -> !check.get("ok").asBoolean())
                .singleElement()
                .satisfies(check -> assertThat(check.get("note").asText()).contains("since somebody was erased"));
        JsonNode checked = lastLine(
                succeeded(we.run("verify", "--date", PAID.toString(), "--json")).out());
        assertThat(checked.get("agrees").asBoolean()).isTrue();
    }

    private static String mostWatched() throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        for (String row : Files.readAllLines(epoch("statistics/affinity.csv"))) {
            rows.merge(row.split(",", -1)[1], 1, Integer::sum);
        }
        rows.remove("owner");
        return rows.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> URLDecoder.decode(most.getKey(), StandardCharsets.UTF_8))
                .orElseThrow();
    }

    @Test
    @Order(18)
    void downStopsEveryProcessAndFreesEveryPort() throws Exception {
        assertThat(Processes.of(demoHome)).isNotEmpty();
        succeeded(we.run("down"));
        assertThat(Processes.of(home)).isEmpty();
        assertThat(ports.taken()).isEmpty();
    }

    private static WeProcess.Ended succeeded(WeProcess.Ended ended) {
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
        return ended;
    }

    private static JsonNode story() throws IOException {
        return lastLine(demo.out());
    }

    private static JsonNode lastLine(String out) throws IOException {
        String text = out.strip();
        return JSON.readTree(text.substring(text.lastIndexOf('\n') + 1));
    }

    private static JsonNode manifest(LocalDate day) throws IOException {
        return JSON.readTree(
                demoHome.resolve("archive/manifests/" + day + ".json").toFile());
    }

    private static Path epoch(String file) {
        return demoHome.resolve("epochs").resolve(PAID.toString()).resolve(file);
    }

    private static PlainDay plain(LocalDate day) {
        return new PlainDay(day, expected.valid(judged, day), act -> judged.trust(act.id()));
    }

    private static TokenChain chain() throws IOException {
        return TokenChain.of(ports.url("chain.port"), demoHome.resolve("chain/contracts.json"));
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(ports.url("serving.port") + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** Each indicator against its baseline, at most twice, by the bundle's weights. */
    private static long index(List<List<String>> rows) throws IOException {
        JsonNode weights = JSON.readTree(epoch("inputs/params.json").toFile()).get("indexWeightsPpm");
        long sum = 0;
        for (List<String> row : rows) {
            long today = Long.parseLong(row.get(1));
            long baseline = Math.max(1, Long.parseLong(row.get(2)));
            sum += weights.get(row.get(0)).asLong() * Math.min(2 * MILLION, today * MILLION / baseline);
        }
        return sum / MILLION;
    }

    private static long number(JsonNode object, String name) {
        assertThat(object.path(name).isIntegralNumber())
                .as("%s of %s", name, object)
                .isTrue();
        return object.get(name).asLong();
    }

    private static BigInteger amount(JsonNode object, String name) {
        assertThat(object.path(name).isTextual()).as("%s of %s", name, object).isTrue();
        return new BigInteger(object.get(name).asText());
    }

    private static Map<String, Long> longs(JsonNode object) {
        Map<String, Long> map = new TreeMap<>();
        object.properties()
                .forEach(field -> map.put(field.getKey(), field.getValue().asLong()));
        return map;
    }
}
