package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.stack.testing.KafkaProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From the first byte to the published clip, with a real broker, a real collector and a real media worker. */
final class UploadIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static Path media;
    private static Path sea;
    private static byte[] clip;
    private static byte[] another;
    private static Store store;
    private static KafkaProcess kafka;
    private static Process collector;
    private static Process worker;
    private static TestSite site;

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
                "2",
                "--topics",
                "2");
        sea = directory.resolve("sea.mp4");
        clip = Files.readAllBytes(sea);
        another = Files.readAllBytes(directory.resolve("city.mp4"));
        media = directory.resolve("media");
        kafka = TestServers.kafka();
        store = Stores.memory();
        int collectorPort = TestServers.freePort();
        int port = TestServers.freePort();
        Path settings = Files.writeString(directory.resolve("we.properties"), """
                kafka.bootstrap=%s
                flink.parallelism=1
                ingest.port=%d
                ingest.auth=jwt
                ingest.auth.keys=http://127.0.0.1:%d/v1/keys
                secrets.dir=%s
                media.dir=%s
                media.uploads.dir=%s
                media.processors=1
                """.formatted(
                        kafka.bootstrap(),
                        collectorPort,
                        port,
                        directory.resolve("secrets"),
                        media,
                        directory.resolve("uploads")));
        collector = OtherModule.start("ingest", "io.wetoken.ingest.Collector", log, "--config", settings.toString());
        worker = OtherModule.start(
                "media-transcode", "io.wetoken.media.MediaWorker", log, "--config", settings.toString());
        site = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of(
                        "serving.port", Integer.toString(port),
                        "collectors", "http://127.0.0.1:" + collectorPort,
                        "kafka.bootstrap", kafka.bootstrap(),
                        "media.maxBytes", "20000000",
                        "media.dir", media.toString(),
                        "media.uploads.dir", directory.resolve("uploads").toString()));
        await("the collector").atMost(LIMIT).until(() -> {
            assertThat(collector.isAlive()).as(Files.readString(log)).isTrue();
            return Behaviour.isReady("http://127.0.0.1:" + collectorPort);
        });
    }

    @AfterAll
    static void stop() throws Exception {
        for (Process process : Arrays.asList(worker, collector)) {
            if (process != null) {
                process.destroy();
            }
        }
        for (AutoCloseable part : new AutoCloseable[] {site, kafka, store}) {
            if (part != null) {
                part.close();
            }
        }
    }

    @Test
    void anUploadThatWasCutOffGoesOnAndBecomesAClipThatPlays() throws Exception {
        Maker ann = new Maker("ann");
        String id = ann.begins(clip.length, "The sea", "sea");
        int half = clip.length / 2;
        assertThat(ann.patches(id, 0, Arrays.copyOf(clip, half)).status()).isEqualTo(204);
        assertThat(ann.status(id).required("state").asString()).isEqualTo("RECEIVING");
        assertThat(ann.status(id).required("receivedBytes").asInt()).isEqualTo(half);
        assertThat(ann.offset(id)).isEqualTo(half);
        assertThat(ann.publishes(id).status()).as("published too early").isEqualTo(409);
        assertThat(ann.patches(id, 3, Arrays.copyOfRange(clip, half, clip.length))
                        .status())
                .as("a wrong place")
                .isEqualTo(409);
        assertThat(ann.patches(id, half, Arrays.copyOfRange(clip, half, clip.length))
                        .status())
                .isEqualTo(204);

        JsonNode ready = ann.ends(id);
        assertThat(ready.required("state").asString()).isEqualTo("READY");
        assertThat(site.get("/v1/contents/" + id).status())
                .as("not published yet")
                .isEqualTo(404);
        assertThat(ann.publishes(id).json().required("state").asString()).isEqualTo("PUBLISHED");
        assertThat(ann.publishes(id).status()).as("again").isEqualTo(200);

        JsonNode published = site.get("/v1/contents/" + id).json();
        assertThat(published.required("title").asString()).isEqualTo("The sea");
        String master = published.required("master").asString();
        assertThat(site.get(master).text()).startsWith("#EXTM3U");
        List<BehaviourEvent> releases = released(id);
        assertThat(releases).isNotEmpty().allSatisfy(release -> {
            assertThat(release.getActor()).isEqualTo("ann");
            assertThat(release.getId()).isEqualTo(releases.get(0).getId());
        });
        assertRanges(master.replace("master.m3u8", "poster.jpg"));
    }

    private static void assertRanges(String path) throws Exception {
        Answer whole = site.get(path);
        String etag = whole.response().headers().firstValue("etag").orElseThrow();
        long length =
                whole.response().headers().firstValueAsLong("content-length").orElseThrow();
        assertThat(whole.type()).isEqualTo("image/jpeg");
        assertThat(whole.response().headers().firstValue("cache-control").orElseThrow())
                .contains("immutable");
        Answer part = site.send(site.request(path).header("Range", "bytes=0-9").build());
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.response().headers().firstValue("content-range")).contains("bytes 0-9/" + length);
        assertThat(site.send(site.request(path)
                                .header("Range", "bytes=" + length + "-")
                                .build())
                        .status())
                .isEqualTo(416);
        assertThat(site.send(site.request(path).header("If-None-Match", etag).build())
                        .status())
                .isEqualTo(304);
        assertThat(site.send(site.request(path)
                                .header("Range", "bytes=0-9")
                                .header("If-Range", "\"other\"")
                                .build())
                        .status())
                .isEqualTo(200);
        for (String wrong : List.of("/../../secrets/identity.key", "/..%2fx", "/.tus", "/nothing.m4s")) {
            assertThat(site.get(path.replace("/poster.jpg", wrong)).status())
                    .as(wrong)
                    .isBetween(400, 404);
        }
    }

    @Test
    void aPersonUploadsOnThePageAndTheirClipPlays() {
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.browser().newPage(new Browser.NewPageOptions().setViewportSize(390, 844));
            page.navigate(site.url() + "/create");
            page.locator("#file").setInputFiles(sea);
            page.locator("#title").fill("<b>My sea</b>");
            page.locator("#send").click();
            Locator mine = page.locator("#uploads li");
            PlaywrightAssertions.assertThat(mine)
                    .hasAttribute("data-state", "READY", new LocatorAssertions.HasAttributeOptions().setTimeout((double)
                                    LIMIT.toMillis()));
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target/screenshots/create-phone.png"))
                    .setFullPage(true));
            page.locator("#owner-share").fill("40");
            page.locator("#shares button").click();
            PlaywrightAssertions.assertThat(page.locator("#shares-status")).containsText("counts from tomorrow");
            page.reload();
            PlaywrightAssertions.assertThat(page.locator("#owner-share")).hasValue("40");
            mine.locator("button").click();
            PlaywrightAssertions.assertThat(mine).hasAttribute("data-state", "PUBLISHED");
            mine.locator("a").click();
            Chromium.awaitPlaying(page, 0);
            PlaywrightAssertions.assertThat(page.locator(".clip h2").first()).hasText("<b>My sea</b>");
        }
    }

    @Test
    void afterAFileThatIsRefusedAnotherCanBeSentOnThePage() throws Exception {
        Path large = Files.write(sea.resolveSibling("large.mp4"), new byte[20_000_001]);
        try (Chromium chromium = new Chromium()) {
            Page page = chromium.browser().newPage();
            page.navigate(site.url() + "/create");
            page.locator("#file").setInputFiles(large);
            page.locator("#send").click();
            PlaywrightAssertions.assertThat(page.locator("#problem")).containsText("20000000");

            page.locator("#file").setInputFiles(sea);
            page.locator("#send").click();
            PlaywrightAssertions.assertThat(page.locator("#status")).hasText("Everything was sent.");
            PlaywrightAssertions.assertThat(page.locator("#problem")).isHidden();
        }
    }

    @Test
    void twoUploadsOfOneFileAtOnceAreStoredOnce() throws Exception {
        Maker ann = new Maker("ann");
        Maker bob = new Maker("bob");
        String first = ann.begins(another.length, "One", "");
        String second = bob.begins(another.length, "Two", "");
        assertThat(ann.patches(first, 0, another).status()).isEqualTo(204);
        assertThat(bob.patches(second, 0, another).status()).isEqualTo(204);
        assertThat(ann.ends(first).required("state").asString()).isEqualTo("READY");
        assertThat(bob.ends(second).required("state").asString()).isEqualTo("READY");

        assertThat(store.uploads().find(first).orElseThrow().directory())
                .isEqualTo(store.uploads().find(second).orElseThrow().directory());
        try (Stream<Path> partial = Files.list(media)) {
            assertThat(partial.filter(path -> path.toString().endsWith(".partial")))
                    .isEmpty();
        }
    }

    @Test
    void whatIsNoVideoIsRefusedWithAReasonForPeople() throws Exception {
        Maker eve = new Maker("eve");
        byte[] text = "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n".repeat(40).getBytes(StandardCharsets.UTF_8);
        String id = eve.begins(text.length, "No film", "");
        assertThat(eve.patches(id, 0, text).status()).isEqualTo(204);

        JsonNode refused = eve.ends(id);
        assertThat(refused.required("state").asString()).isEqualTo("REFUSED");
        assertThat(refused.required("message").asString()).contains("not a video");
        assertThat(eve.publishes(id).status()).isEqualTo(409);
    }

    @Test
    void aChecksumThatDoesNotMatchAppendsNothing() throws Exception {
        Maker ann = new Maker("ann");
        String id = ann.begins(clip.length, "Sum", "");
        String wrong = "sha1 " + Base64.getEncoder().encodeToString(new byte[20]);
        Answer answer = ann.send(ann.patch(id, 0, clip).header("Upload-Checksum", wrong));
        assertThat(answer.status()).isEqualTo(460);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(ann.offset(id)).isZero();
        String right = "sha1 "
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-1").digest(Arrays.copyOf(clip, 1_000)));
        assertThat(ann.send(ann.patch(id, 0, Arrays.copyOf(clip, 1_000)).header("Upload-Checksum", right))
                        .status())
                .isEqualTo(204);
        assertThat(ann.offset(id)).isEqualTo(1_000);
    }

    @Test
    void wrongUploadsAreRefusedBeforeAByteIsKept() throws Exception {
        Maker ann = new Maker("ann");
        assertThat(ann.creation("0", "title", "x").status()).isEqualTo(400);
        assertThat(ann.creation("abc", "title", "x").status()).isEqualTo(400);
        assertThat(ann.creation("20000001", "title", "x").status()).isEqualTo(413);
        assertThat(ann.creation("10", "title", "").status()).isEqualTo(400);
        assertThat(ann.creation("10", "title", "x".repeat(121)).status()).isEqualTo(400);
        assertThat(site.send(site.request("/v1/contents")
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build())
                        .status())
                .isEqualTo(401);

        String id = ann.begins(10, "Mine", "");
        Maker bob = new Maker("bob");
        assertThat(bob.patches(id, 0, new byte[10]).status()).as("another's").isEqualTo(404);
        assertThat(ann.patches(id, 0, new byte[11]).status()).as("too long").isEqualTo(413);
        assertThat(ann.patches("..%2f..%2fx", 0, new byte[1]).status()).isBetween(400, 404);
        assertThat(ann.send(ann.request("/v1/contents/" + id).DELETE()).status())
                .isEqualTo(204);
        assertThat(ann.status(id).required("state").asString()).isEqualTo("REFUSED");
        assertThat(ann.patches(id, 0, new byte[10]).status()).isEqualTo(409);
    }

    /** Somebody's app. */
    private static final class Maker {
        private final String token;

        Maker(String account) throws Exception {
            this.token = site.tokenOf(account);
        }

        String begins(int length, String title, String topic) throws Exception {
            Answer created = creation(Integer.toString(length), "title", title, "topic", topic);
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            String location =
                    created.response().headers().firstValue("location").orElseThrow();
            return location.substring(location.lastIndexOf('/') + 1);
        }

        Answer creation(String length, String... metadata) throws Exception {
            StringBuilder pairs = new StringBuilder();
            for (int i = 0; i < metadata.length; i += 2) {
                pairs.append(i == 0 ? "" : ",")
                        .append(metadata[i])
                        .append(' ')
                        .append(Base64.getEncoder().encodeToString(metadata[i + 1].getBytes(StandardCharsets.UTF_8)));
            }
            return send(request("/v1/contents")
                    .header("Upload-Length", length)
                    .header("Upload-Metadata", pairs.toString())
                    .POST(HttpRequest.BodyPublishers.noBody()));
        }

        HttpRequest.Builder patch(String id, int offset, byte[] bytes) {
            return request("/v1/contents/" + id)
                    .header("Content-Type", "application/offset+octet-stream")
                    .header("Upload-Offset", Integer.toString(offset))
                    .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(bytes));
        }

        Answer patches(String id, int offset, byte[] bytes) throws Exception {
            return send(patch(id, offset, bytes));
        }

        int offset(String id) throws Exception {
            Answer head = send(request("/v1/contents/" + id).method("HEAD", HttpRequest.BodyPublishers.noBody()));
            return Integer.parseInt(
                    head.response().headers().firstValue("upload-offset").orElseThrow());
        }

        JsonNode status(String id) throws Exception {
            return send(request("/v1/contents/" + id + "/upload")).json();
        }

        Answer publishes(String id) throws Exception {
            return send(request("/v1/contents/" + id + "/publish").POST(HttpRequest.BodyPublishers.noBody()));
        }

        JsonNode ends(String id) {
            return await().atMost(LIMIT)
                    .until(
                            () -> status(id),
                            status -> List.of("READY", "REFUSED")
                                    .contains(status.required("state").asString()));
        }

        HttpRequest.Builder request(String path) {
            return site.request(path).header("Authorization", "Bearer " + token).header("Tus-Resumable", "1.0.0");
        }

        Answer send(HttpRequest.Builder request) throws Exception {
            return site.send(request.build());
        }
    }

    private static List<BehaviourEvent> released(String content) throws Exception {
        return Behaviour.events(
                kafka.bootstrap(), event -> event.getKind() == EventKind.RELEASE && content.equals(event.getContent()));
    }
}
