package io.wetoken.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.wetoken.media.core.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is uploaded, it is refused with a reason, leaves nothing behind and leads nowhere. The budget of the module bounds the time. */
class HostileFilesIT {
    @TempDir
    private static Path dir;

    private static final AtomicInteger FETCHED = new AtomicInteger();
    private static HttpServer server;
    private static Path clip;
    private static Map<String, Path> files;

    @BeforeAll
    static void makeThem() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", exchange -> {
            FETCHED.incrementAndGet();
            byte[] body = Files.readAllBytes(clip);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        clip = Bundled.clip(
                Files.createDirectories(dir.resolve("secret")).resolve("clip.mp4"),
                "-f",
                "lavfi",
                "-i",
                "testsrc2=s=320x240:d=4",
                "-c:v",
                "libopenh264",
                "-movflags",
                "+faststart");
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        files = Hostile.all(Files.createDirectories(dir.resolve("uploads")), address, clip);
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    @TestFactory
    Stream<DynamicTest> isRefused() throws IOException {
        assertThat(files).hasSizeGreaterThanOrEqualTo(30);
        Path out = Files.createDirectories(dir.resolve("out"));
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey().replaceAll("[^A-Za-z ]", "_"), () -> isRefused(file.getValue(), out)));
    }

    private static void isRefused(Path file, Path out) throws IOException {
        List<Path> before = below(dir);
        int fetched = FETCHED.get();

        Tried tried = Tried.transcode(file, Path.of(out + "/" + file.getFileName() + ".out"));

        assertThat(tried.status()).as("%s%s", tried.out(), tried.err()).isEqualTo(2);
        Reason reason = Reason.valueOf(tried.json().path("refused").asText());
        System.out.println(file.getFileName() + ": " + reason + " "
                + tried.json().path("message").asText() + " | "
                + tried.json().path("detail").asText());
        assertThat(tried.json().path("message").asText()).hasSizeBetween(10, 300);
        assertThat(tried.err()).startsWith("media transcode: ").doesNotContain("Exception", "\tat ", clip.toString());
        assertThat(below(dir)).isEqualTo(before);
        assertThat(FETCHED.get()).isEqualTo(fetched);
    }

    /** Else the silence of the server above proves nothing. */
    @Test
    void theServerWouldNoticeWhoCame() throws IOException {
        int fetched = FETCHED.get();
        Bundled.probe(
                dir.resolve("uploads/playlist to a server.mp4"),
                "-protocol_whitelist",
                "file,http,tcp",
                "-f",
                "hls",
                "-allowed_extensions",
                "ALL",
                "-extension_picky",
                "0",
                "-show_streams");
        assertThat(FETCHED.get()).isGreaterThan(fetched);
    }

    @Test
    void theClipThatTheyAreMadeOfIsGood() {
        assertThat(Tried.transcode(clip, dir.resolve("good"))).returns(0, Tried::status);
    }

    @Test
    void namesAreOnlyNames() throws IOException {
        Path strange = dir.resolve("$(touch pwned) ; %05d `touch pwned` -i 'x' \"y\" [0:v] \\ \n & |.mp4");
        Files.copy(clip, strange);
        Path out = dir.resolve("$(touch pwned) %d %v -y [a] , ; : = ' \\");
        Tried tried = Tried.transcode(strange, out);
        assertThat(tried.status()).as(tried.err()).isZero();
        new Played(out).holds(4);
        assertThat(new TreeSet<>(below(dir))).noneMatch(path -> path.endsWith("pwned"));
        assertThat(Path.of("pwned")).doesNotExist();
    }

    @Test
    void aResultIsNeverReplaced() throws IOException {
        Path out = Files.createDirectories(dir.resolve("taken"));
        Files.writeString(out.resolve("mine"), "mine");
        Tried tried = Tried.transcode(clip, out);
        assertThat(tried.status()).isEqualTo(2);
        assertThat(tried.err()).contains("exists already");
        assertThat(below(out)).containsExactly(out, out.resolve("mine"));
        Path file = Files.writeString(dir.resolve("file"), "mine");
        assertThat(Tried.transcode(clip, file).status()).isEqualTo(2);
        assertThat(file).hasContent("mine");
    }

    private static List<Path> below(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.sorted().toList();
        }
    }
}
