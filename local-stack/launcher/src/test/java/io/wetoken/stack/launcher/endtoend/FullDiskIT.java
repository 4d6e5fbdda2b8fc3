package io.wetoken.stack.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.WeProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code WE_HOME} on a disk of its own that runs full while events come in. */
class FullDiskIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int REQUESTS_WHILE_FULL = 6;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FreePorts ports = new FreePorts();

    @TempDir
    private Path dir;

    private Path disk;
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectories(dir.resolve("disk"));
        mounted = status("mount", "-t", "tmpfs", "-o", "size=300m", "tmpfs", disk.toString()) == 0;
        Assumptions.assumeTrue(mounted, "only root may mount the small disk that this test fills");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            new WeProcess(disk).run("down");
            assertThat(status("umount", disk.toString())).isZero();
        }
    }

    @Test
    void whatWasAcceptedIsThereWhenThereIsRoomAgain() throws Exception {
        Files.write(disk.resolve("we.local.properties"), ports.settings());
        WeProcess we = new WeProcess(disk);
        WeProcess.Ended refused = we.run("up");
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains("MB free", "stack.minFreeMb", "WE_HOME");

        WeProcess.Ended up = we.run("up", "--set", "stack.minFreeMb=1");
        assertThat(up.status()).as(up.err()).isZero();
        int sent = 1;
        int accepted = send();
        assertThat(accepted).isEqualTo(1);

        Path filler = fill();
        for (int i = 0; i < REQUESTS_WHILE_FULL; i++) {
            accepted += send();
            sent++;
        }
        Files.delete(filler);
        we.run("down");
        assertThat(Processes.of(disk)).isEmpty();

        up = we.run("up", "--set", "stack.minFreeMb=1");
        assertThat(up.status()).as(up.err()).isZero();
        int atLeast = accepted;
        int atMost = sent; // What was answered with 503 may have been kept all the same.
        await().atMost(LIMIT).untilAsserted(() -> assertThat(counted()).isBetween(atLeast, atMost));
    }

    /** One event. @return 1 when it was accepted, 0 when the collector asks to send it again later; everything else is wrong */
    private int send() throws Exception {
        long now = System.currentTimeMillis();
        String event = JSON.writeValueAsString(List.of(JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("kind", "LIKE")
                .put("actor", "ann")
                .put("device", "phone")
                .put("session", "s")
                .put("at", now)
                .put("sent", now)
                .put("content", "clip")));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(ports.url("ingest.port") + "/v1/events"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(event))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() == 202) {
            return JSON.readTree(answer.body()).get("accepted").asInt();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        return 0;
    }

    private int counted() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(ports.url("serving.port") + "/v1/live"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode figures = JSON.readTree(answer.body()).path("figures");
        return figures.path("eventsValid").asInt()
                + figures.path("eventsSuspect").asInt()
                + figures.path("eventsDuplicate").asInt();
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        byte[] block = new byte[64 << 10];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (disk.toFile().getUsableSpace() > 0) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }
        assertThat(disk.toFile().getUsableSpace()).isLessThan(block.length);
        return filler;
    }

    private static int status(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
