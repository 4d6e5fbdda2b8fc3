package io.wetoken.serving.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/** Creators who publish what is ready, one after the other at even intervals. */
final class Publisher {
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final URI site;
    private final String[] tokens;
    private final IntFunction<String> names;
    private final NewClips read;
    private final long[] answers;

    /**
     * @param tokens of the creators, one for each clip
     * @param names of the clips' uploads
     * @param read is told before each is published
     */
    Publisher(URI site, String[] tokens, IntFunction<String> names, NewClips read) {
        this.site = site;
        this.tokens = tokens.clone();
        this.names = names;
        this.read = read;
        this.answers = new long[tokens.length];
    }

    /** @param failure is told what ended it before its time */
    Thread start(AtomicReference<IOException> failure) {
        Thread thread = new Thread(
                () -> {
                    try {
                        publishAll();
                    } catch (IOException e) {
                        failure.set(e);
                    } catch (InterruptedException e) {
                        failure.set(new IOException("Publishing was interrupted", e));
                    }
                },
                "publisher");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** How long each publishing took to be answered, in nanoseconds; only once the thread has ended. */
    long[] answers() {
        return answers.clone();
    }

    private void publishAll() throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int clip = 0; clip < tokens.length; clip++) {
            long due = start + clip * EVERY.toNanos();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            String name = names.apply(clip);
            read.await(name);
            long asked = System.nanoTime();
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(site.resolve("/v1/contents/" + name + "/publish"))
                            .timeout(LIMIT)
                            .header("Authorization", "Bearer " + tokens[clip])
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            answers[clip] = System.nanoTime() - asked;
            if (answer.statusCode() != 200) {
                throw new IOException("The site answers " + answer.statusCode() + " to the publishing of " + name + ": "
                        + answer.body());
            }
        }
    }
}
