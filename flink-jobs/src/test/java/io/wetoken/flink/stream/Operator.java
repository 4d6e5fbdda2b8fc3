package io.wetoken.flink.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wetoken.stack.testing.FlinkCluster;
import io.wetoken.stack.testing.TestServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

/** Types the commands of {@code docs/cluster.md}, each by the heading that it stands under, in a shell whose {@code flink} is the cluster's. */
final class Operator {
    private static final Pattern RUNNING = Pattern.compile("\"id\":\"([0-9a-f]+)\",\"status\":\"RUNNING\"");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Path home;
    private final FlinkCluster flink;

    Operator(Path home, FlinkCluster flink, String kafka, String zookeeper) throws IOException {
        this.home = home;
        this.flink = flink;
        flink.command(home.resolve("bin"));
        Files.writeString(home.resolve("stream.properties"), """
                kafka.bootstrap=%s
                hbase.zookeeper=%s
                archive.dir=%s
                flink.checkpoints.dir=%s
                flink.checkpoint.intervalMs=1000
                flink.parallelism=4
                """.formatted(
                        kafka, zookeeper, archive(), home.resolve("checkpoints")));
    }

    Path archive() {
        return home.resolve("archive");
    }

    /** Must end with status 0. */
    void does(String heading) throws IOException, InterruptedException {
        Process shell = shell(heading);
        String said = said(shell);
        assertThat(shell.waitFor()).as("%s: %s", heading, said).isZero();
    }

    /** Must not. @return what it printed */
    String refuses(String heading) throws IOException, InterruptedException {
        Process shell = shell(heading);
        String said = said(shell);
        assertThat(shell.waitFor()).as("%s: %s", heading, said).isNotZero();
        return said;
    }

    private Process shell(String heading) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", commands(heading))
                .directory(TestServers.root().toFile())
                .redirectErrorStream(true);
        shell.environment().put("WETOKEN", home.toString());
        shell.environment().put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        return shell.start();
    }

    private static String said(Process shell) throws IOException {
        return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String commands(String heading) throws IOException {
        String guide = Files.readString(TestServers.root().resolve("docs/cluster.md"));
        return Pattern.compile("\n#+ " + heading + "\n(?:(?!\n#).)*?\n```sh\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/cluster.md shows no commands under '" + heading + "'"));
    }

    /** Until every task of the one job runs. */
    void awaitRunning(int parallelism) {
        await("the job, on " + flink.url()).atMost(LIMIT).until(() -> runs(parallelism));
    }

    private boolean runs(int parallelism) throws InterruptedException {
        String job = RUNNING.matcher(get("/jobs"))
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
        if (job.isEmpty()) {
            return false;
        }
        String vertices = get("/jobs/" + job);
        return Pattern.compile("\"parallelism\":" + parallelism)
                        .matcher(vertices)
                        .find()
                && Pattern.compile(
                                "\"status\":\"(CREATED|SCHEDULED|DEPLOYING|INITIALIZING|FAILED|CANCELED|CANCELING)\"")
                        .matcher(vertices)
                        .results()
                        .findAny()
                        .isEmpty();
    }

    private String get(String path) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(URI.create(flink.url() + path))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException notNow) {
            return "";
        }
    }
}
