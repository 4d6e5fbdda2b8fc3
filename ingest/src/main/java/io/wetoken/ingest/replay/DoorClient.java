package io.wetoken.ingest.replay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The collector's administrative door, from outside. Sends again what was not answered for, which is safe: the ids stay the same. */
public final class DoorClient {
    private static final Duration FIRST_WAIT = Duration.ofMillis(250);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final byte[] NEW_LINE = {'\n'};

    private final URI base;
    private final Duration patience;
    private final InstantSource clock;
    private final PrintStream progress;
    private final String name;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private long again;

    /**
     * @param patience how long to try on without any answer
     * @param name of the command, before each line of progress
     */
    public DoorClient(URI base, Duration patience, InstantSource clock, PrintStream progress, String name) {
        this.base = base;
        this.patience = patience;
        this.clock = clock;
        this.progress = progress;
        this.name = name;
    }

    /** Requests that were sent again so far; what they hold may have been taken before, too. */
    long again() {
        return again;
    }

    /** @return the answer, whatever its status, except 429 and 503 */
    HttpResponse<String> lines(List<byte[]> lines) throws IOException, InterruptedException {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofInputStream(() -> joined(lines));
        return post("/admin/v1/recorded", body);
    }

    /** @param places pairs of a partition and an offset of {@code behaviour.rejected}, as JSON */
    public HttpResponse<String> recovered(String places, boolean dryRun) throws IOException, InterruptedException {
        return post("/admin/v1/recovered?dryRun=" + dryRun, HttpRequest.BodyPublishers.ofString(places));
    }

    HttpResponse<String> complete(String day) throws IOException, InterruptedException {
        return post("/admin/v1/epochs/" + day + "/complete", HttpRequest.BodyPublishers.noBody());
    }

    private static InputStream joined(List<byte[]> lines) {
        List<InputStream> parts = new ArrayList<>(lines.size() * 2);
        for (byte[] line : lines) {
            parts.add(new ByteArrayInputStream(line));
            parts.add(new ByteArrayInputStream(NEW_LINE));
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    private HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(REQUEST_LIMIT)
                .header("content-type", "application/x-ndjson")
                .POST(body)
                .build();
        long deadline = clock.millis() + patience.toMillis();
        Duration wait = FIRST_WAIT;
        while (true) {
            String problem;
            Duration asked = Duration.ZERO;
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 503 && response.statusCode() != 429) {
                    return response;
                }
                problem = "answers " + response.statusCode() + " " + response.body();
                asked = retryAfter(response);
            } catch (IOException e) {
                problem = "does not answer: "
                        + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
            }
            if (clock.millis() > deadline) {
                throw new IOException("The collector at " + base + " " + problem + ", for " + patience.toSeconds()
                        + " s now; repeat the command when it is back: what was sent already counts once");
            }
            Duration next = asked.compareTo(wait) > 0 ? asked : wait;
            progress.println(name + ": " + base + " " + problem + "; again in " + next.toMillis() + " ms");
            TimeUnit.MILLISECONDS.sleep(next.toMillis());
            again++;
            wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
        }
    }

    private static Duration retryAfter(HttpResponse<String> response) {
        return response.headers()
                .firstValue("retry-after")
                .filter(value -> value.matches("[0-9]{1,4}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }
}
