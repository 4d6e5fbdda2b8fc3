package io.wetoken.serving;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Topics;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.Hiding;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.behaviour.served.ServedTokens.Standing;
import io.wetoken.recommender.rank.Features;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Comments.Comment;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People swipe clips that really play, in real Chromium; what they do reaches a real collector. Pictures are left in {@code target/screenshots}. */
final class PlayerIT {
    private static final Path PICTURES = Path.of("target/screenshots");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>";
    private static final int CLIPS = 12;

    private static Store store;
    private static KafkaProcess kafka;
    private static Process collector;
    private static TestSite site;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("log");
        OtherModule.run(
                "media-transcode",
                "io.wetoken.media.MakeClips",
                log,
                "--out",
                directory.toString(),
                "--seconds",
                "4",
                "--topics",
                "3");
        List<String> topics = List.of("sea", "city", "garden");
        for (String topic : topics) {
            OtherModule.run(
                    "media-transcode",
                    "io.wetoken.media.Transcode",
                    log,
                    directory.resolve(topic + ".mp4").toString(),
                    "--out",
                    directory.resolve("media").resolve(topic).toString());
        }
        store = Stores.memory();
        for (int i = 0; i < CLIPS; i++) {
            String topic = topics.get(i % topics.size());
            String title = i == CLIPS - 1 ? HOSTILE : "The " + topic + " " + i;
            store.clips()
                    .put(new Clip(
                            new ContentId("clip-" + i),
                            new AccountId("maker-" + i),
                            title,
                            topic,
                            topic,
                            "unused",
                            4_000,
                            360,
                            640,
                            false,
                            1_000 + i));
        }
        store.comments().putAll(List.of(new Comment(new ContentId("clip-11"), new AccountId("eve"), 1, "id", HOSTILE)));
        kafka = TestServers.kafka();
        int collectorPort = TestServers.freePort();
        int port = TestServers.freePort();
        Path settings = Files.writeString(directory.resolve("collector.properties"), """
                kafka.bootstrap=%s
                flink.parallelism=1
                ingest.port=%d
                ingest.auth=jwt
                ingest.auth.keys=http://127.0.0.1:%d/v1/keys
                ingest.corsOrigins=http://127.0.0.1:%d
                secrets.dir=%s
                """.formatted(
                        kafka.bootstrap(), collectorPort, port, port, directory.resolve("secrets")));
        collector = OtherModule.start("ingest", "io.wetoken.ingest.Collector", log, "--config", settings.toString());
        String collectorUrl = "http://127.0.0.1:" + collectorPort;
        await("the collector").atMost(Duration.ofSeconds(60)).until(() -> {
            assertThat(collector.isAlive()).as(Files.readString(log)).isTrue();
            return Behaviour.isReady(collectorUrl);
        });
        site = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of(
                        "serving.port", Integer.toString(port),
                        "serving.collectorUrl", collectorUrl,
                        "ingest.auth", "jwt",
                        "kafka.bootstrap", kafka.bootstrap(),
                        "media.dir", directory.resolve("media").toString()));
        chromium = new Chromium();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {chromium, site, kafka, store}) {
            if (part != null) {
                part.close();
            }
        }
        if (collector != null) {
            collector.destroyForcibly();
        }
    }

    @BeforeEach
    void open() {
        view(390, 844);
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void everyClipThatIsSwipedToPlays() {
        page.navigate(site.url());
        List<Runnable> swipes = List.of(
                this::swipeUp,
                () -> page.keyboard().press("ArrowDown"),
                () -> page.mouse().wheel(0, 600));
        plays(0);
        picture("player-phone");
        for (int i = 0; i < swipes.size(); i++) {
            page.locator("#clips").hover();
            swipes.get(i).run();
            plays(i + 1);
        }
        assertThat(page.locator("video").count()).as("videos alive").isLessThanOrEqualTo(3);
        assertThat(page.locator("#announce")).containsText(", by maker-");
    }

    @Test
    void aBrowserThatPlaysNoPlaylistsPlaysByTheLibrary() {
        page.navigate(site.url());
        plays(0);
        page.evaluate("async () => {"
                + " const old = document.querySelector('[data-place=\"0\"] video');"
                + " const video = document.createElement('video'); video.muted = true; video.loop = true;"
                + " old.replaceWith(video);"
                + " const { items } = await (await fetch('/v1/feed?limit=1')).json();"
                + " const { attach } = await import('/js/hls.js');"
                + " await attach(video, items[0].master, true);"
                + " await video.play(); }");
        assertThat((String) page.evaluate("document.querySelector('[data-place=\"0\"] video').src"))
                .startsWith("blob:");
        plays(0);
    }

    @Test
    void whatIsDoneReachesTheCollectorWithItsPlaceInTheFeed() {
        page.navigate(site.url());
        plays(0);
        String content = contentAt(0);
        likeAt(0).click();
        assertThat(likeAt(0)).hasAttribute("aria-pressed", "true");
        assertThat(likeAt(0)).hasAttribute("aria-label", "Like, 1 likes");
        page.keyboard().press("j");
        plays(1);

        List<BehaviourEvent> mine = eventsUntil(account(), EventKind.LIKE, EventKind.IMPRESSION, EventKind.OPEN);
        BehaviourEvent like = only(mine, EventKind.LIKE);
        assertThat(like.getContent()).isEqualTo(content);
        assertThat(like.getPosition()).isZero();
        ServedPage served = served(like.getRequest());
        assertThat(served.getFeatureNames()).isEqualTo(Features.names());
        assertThat(served.getItems())
                .allMatch(item -> item.getFeatures().size() == Features.names().size());
        assertThat(served.getItems().get(0).getContent()).isEqualTo(content);
        assertThat(served.getAccount()).isEqualTo(account());
        assertThat(mine)
                .filteredOn(event -> event.getRequest() != null)
                .extracting(BehaviourEvent::getKind)
                .contains(EventKind.LIKE, EventKind.IMPRESSION);
        assertThat(mine)
                .filteredOn(event -> event.getRequest() != null)
                .allSatisfy(event -> assertThat(Served.standing(event)).isEqualTo(Standing.GENUINE));
        BehaviourEvent watched = eventsUntil(account(), EventKind.SKIP).stream()
                .filter(event -> event.getKind() == EventKind.SKIP)
                .findFirst()
                .orElseThrow();
        assertThat(watched.getWatchMs()).isBetween(1L, 4_000L);
    }

    /** A token is redeemed once for each kind of act: who watches a clip again no longer watches what the feed showed. */
    @Test
    void whatIsDoneAgainNamesTheFeedNoMore() throws Exception {
        page.navigate(site.url());
        plays(0);
        page.keyboard().press("j");
        plays(1);
        page.keyboard().press("k");
        plays(0);
        page.keyboard().press("j");
        plays(1);
        await().pollInSameThread()
                .atMost(LIMIT)
                .until(() -> all(EventKind.IMPRESSION).size() == 4);

        List<BehaviourEvent> shown = all(EventKind.IMPRESSION);
        assertThat(shown.subList(0, 2))
                .allSatisfy(event -> assertThat(Served.standing(event)).isEqualTo(Standing.GENUINE));
        assertThat(shown.subList(2, 4)).allSatisfy(event -> {
            assertThat(event.getRequest()).isNull();
            assertThat(event.getToken()).isNull();
        });
    }

    private List<BehaviourEvent> all(EventKind kind) throws Exception {
        return eventsOf(account()).stream()
                .filter(event -> event.getKind() == kind)
                .toList();
    }

    @Test
    void whoComesOverAShareLinkTellsSo() throws Exception {
        String link = site.send(site.request("/v1/links")
                        .header("Authorization", "Bearer " + site.tokenOf("spreader"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"content\":\"clip-4\"}"))
                        .build())
                .json()
                .required("link")
                .asString();
        page.navigate(site.url() + "/s/" + link);
        plays(0);
        assertThat(contentAt(0)).isEqualTo("clip-4");
        likeAt(0).click();

        assertThat(only(eventsUntil(account(), EventKind.LIKE), EventKind.LIKE).getLink())
                .isEqualTo(link);
    }

    @Test
    void withoutANetworkNothingIsLostAndAfterwardsNothingIsDoubled() throws Exception {
        page.navigate(site.url());
        plays(0);
        eventsUntil(account(), EventKind.OPEN, EventKind.IMPRESSION);
        context.setOffline(true);
        likeAt(0).click();
        page.keyboard().press("j");
        await().pollInSameThread().atMost(LIMIT).until(() -> queued().contains("LIKE"));
        assertThat(eventsOf(account()).stream().map(BehaviourEvent::getKind)).doesNotContain(EventKind.LIKE);

        context.setOffline(false);

        List<BehaviourEvent> all = eventsUntil(account(), EventKind.LIKE);
        assertThat(all.stream().filter(event -> event.getKind() == EventKind.LIKE))
                .hasSize(1);
        await().pollInSameThread().atMost(LIMIT).until(() -> queued().isEmpty());
        List<String> ids =
                eventsOf(account()).stream().map(BehaviourEvent::getId).toList();
        assertThat(ids).doesNotHaveDuplicates();
    }

    /** Waits for nothing but the page's end: what is done is too young for its batch to have gone. */
    @Test
    void whatIsDoneJustBeforeLeavingGoesWithTheToken() {
        page.navigate(site.url());
        plays(0);
        eventsUntil(account(), EventKind.OPEN, EventKind.IMPRESSION);
        String account = account();
        await().pollInSameThread().atMost(LIMIT).until(() -> queued().isEmpty());

        page.evaluate("async () => {"
                + " const { tracker } = await import('/js/behaviour.js');"
                + " (await tracker).track('HEARTBEAT');"
                + " setTimeout(() => { location.href = 'about:blank'; }); }");
        page.waitForURL("about:blank");

        assertThat(only(eventsUntil(account, EventKind.HEARTBEAT), EventKind.HEARTBEAT)
                        .getActor())
                .isEqualTo(account);
    }

    /** A play is told when it is over; until then the page says what is on. */
    @Test
    void aHeartbeatNamesTheClipThatPlays() {
        page.navigate(site.url() + "/c/clip-11");
        plays(0);
        eventsUntil(account(), EventKind.OPEN);
        page.evaluate("async () => { const { beat } = await import('/js/behaviour.js'); await beat(); }");
        assertThat(only(eventsUntil(account(), EventKind.HEARTBEAT), EventKind.HEARTBEAT)
                        .getContent())
                .isEqualTo("clip-11");
    }

    @Test
    void aTitleAndACommentWithScriptInThemAreText() {
        page.navigate(site.url() + "/c/clip-11");
        plays(0);
        assertThat(page.locator(".clip h2").first()).hasText(HOSTILE);
        page.keyboard().press("c");
        assertThat(page.locator("#comment-list li p").first()).hasText(HOSTILE);
        page.locator("#comment-text").fill("Nice <b>sea</b>");
        page.keyboard().press("Enter");
        assertThat(page.locator("#comment-list li p").first()).hasText("Nice <b>sea</b>");
        picture("comments-phone");
        assertThat(only(eventsUntil(account(), EventKind.COMMENT), EventKind.COMMENT)
                        .getText())
                .isEqualTo("Nice <b>sea</b>");
    }

    @Test
    void whoIsNotWantedIsGoneFromThePlayerAtOnceAndFromTheNextPageAndCanBeTakenBack() {
        page.navigate(site.url());
        plays(0);
        String muted = ownerAt(0);
        page.keyboard().press("x");
        picture("menu-phone");
        page.locator("#menu-mute").click();
        assertThat(page.locator("#announce")).hasText("You will not see clips of " + muted);
        plays(0);
        String dismissed = contentAt(0);
        assertThat(ownerAt(0)).isNotEqualTo(muted);
        page.locator("[data-place=\"0\"] .more").click();
        page.locator("#menu-dismiss").click();
        assertThat(page.locator("#announce")).hasText("You will not see this clip again");
        plays(0);

        page.navigate(site.url() + "/hidden");
        assertThat(page.locator("#mutes .mono")).hasText(muted);
        assertThat(page.locator("#dismissals .mono")).hasText(dismissed);
        assertThat(page.locator("#blocks li")).hasText("Nothing.");
        picture("hidden-phone");
        page.getByLabel("Take back " + muted).click();
        assertThat(page.locator("#mutes li")).hasText("Nothing.");
        AccountId account = new AccountId(account());
        assertThat(store.hidden().of(account).muted()).isEmpty();
        assertThat(store.hidden().of(account).dismissed())
                .extracting(entry -> entry.name())
                .containsExactly(dismissed);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(hidingsOf(account)).containsExactly("MUTED", "DISMISSED"));
    }

    private static List<String> hidingsOf(AccountId account) throws IOException {
        List<String> kinds = new ArrayList<>();
        for (byte[] value : Behaviour.values(kafka.bootstrap(), Topics.HIDDEN)) {
            Hiding hiding = Wire.HIDING.decode(value);
            if (hiding.getAccount().equals(account.value())) {
                kinds.add(hiding.getKind());
            }
        }
        return kinds;
    }

    private String ownerAt(int place) {
        return page.locator("[data-place=\"" + place + "\"] .words p a")
                .first()
                .textContent()
                .substring(1);
    }

    @Test
    void aDesktopShowsThePlayerWithoutScrollingSideways() {
        context.close();
        view(1280, 800);
        page.navigate(site.url());
        plays(0);
        page.getByLabel("Next clip").click();
        plays(1);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
        picture("player-desktop");
    }

    private void view(int width, int height) {
        context = chromium.browser()
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setHasTouch(width < 600));
        page = context.newPage();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("ERR_INTERNET_DISCONNECTED")) {
                complaints.add(message.text() + " (" + message.location() + ")");
            }
        });
    }

    private void plays(int place) {
        Chromium.awaitPlaying(page, place);
    }

    /** A finger that goes up the screen. */
    private void swipeUp() {
        CDPSession finger = context.newCDPSession(page);
        touch(finger, "touchStart", 650);
        for (int y = 600; y >= 100; y -= 50) {
            touch(finger, "touchMove", y);
        }
        touch(finger, "touchEnd");
    }

    /** @param heights where fingers are */
    private static void touch(CDPSession finger, String type, int... heights) {
        JsonArray points = new JsonArray();
        for (int y : heights) {
            JsonObject point = new JsonObject();
            point.addProperty("x", 150);
            point.addProperty("y", y);
            points.add(point);
        }
        JsonObject event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        finger.send("Input.dispatchTouchEvent", event);
    }

    private Locator likeAt(int place) {
        return page.locator("[data-place=\"" + place + "\"] .like");
    }

    private String contentAt(int place) {
        String path = page.locator("[data-place=\"" + place + "\"] h2 a").getAttribute("href");
        return path.substring("/c/".length());
    }

    private String account() {
        return (String) page.evaluate("JSON.parse(localStorage.getItem('we.identity')).account");
    }

    private String queued() {
        return (String)
                page.evaluate(
                        "Object.keys(localStorage).filter(key => key.startsWith('we.queue.')).map(key => localStorage.getItem(key)).join('')");
    }

    private void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    }

    private static BehaviourEvent only(List<BehaviourEvent> events, EventKind kind) {
        List<BehaviourEvent> of =
                events.stream().filter(event -> event.getKind() == kind).toList();
        assertThat(of).hasSize(1);
        return of.get(0);
    }

    private static List<BehaviourEvent> eventsUntil(String account, EventKind... kinds) {
        return await().atMost(LIMIT)
                .until(
                        () -> eventsOf(account),
                        events -> Stream.of(kinds)
                                .allMatch(kind -> events.stream().anyMatch(event -> event.getKind() == kind)));
    }

    /** What the collector kept of an account, in its order. */
    private static List<BehaviourEvent> eventsOf(String account) throws Exception {
        return Behaviour.events(kafka.bootstrap(), event -> event.getActor().equals(account));
    }

    private static ServedPage served(String request) {
        return await().atMost(LIMIT)
                .until(
                        () -> {
                            for (byte[] value : Behaviour.values(kafka.bootstrap(), Topics.SERVED)) {
                                ServedPage served = Wire.SERVED.decode(value);
                                if (served.getRequest().equals(request)) {
                                    return Optional.of(served);
                                }
                            }
                            return Optional.<ServedPage>empty();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }
}
