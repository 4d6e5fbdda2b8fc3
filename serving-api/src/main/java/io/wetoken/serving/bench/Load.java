package io.wetoken.serving.bench;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Those who ask for pages. One thread sends, at a rate of its own or as fast as is answered; answers are counted as they come. */
final class Load {
    /** More than are ever open at a rate that can be answered; beyond that a request is not sent, and counts as one without an answer. */
    private static final int MOST_OPEN = 512;

    private static final byte[] ITEM = "\"position\":".getBytes(StandardCharsets.US_ASCII);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newFixedThreadPool(2, Load::daemon))
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Asking asking;
    private int next;

    Load(Asking asking) {
        this.asking = asking;
    }

    /** Who asks for what. */
    interface Asking {
        /** @param number from 0, each once */
        HttpRequest request(int number);

        /** By any thread. */
        default void answered(int number, byte[] page) {}
    }

    /**
     * What became of so many requests.
     *
     * @param full pages of {@link FeedBench#PAGE} items
     * @param others answers that were no full page, and what got no answer
     * @param firstProblem of those, or empty
     * @param times from when each was due until its answer had come
     * @param lateness from when each was due until it was sent: the sender's own part, where a machine is too busy to let it
     */
    record Outcome(long full, long others, String firstProblem, Times times, Times lateness, double seconds) {
        double pagesPerSecond() {
            return full / seconds;
        }
    }

    /** Pages are due at even intervals whatever becomes of those before; the time is taken from then, so nothing that has to wait is left out. */
    Outcome steady(int aSecond, Duration during) throws InterruptedException {
        long interval = TimeUnit.SECONDS.toNanos(1) / aSecond;
        return run((int) Math.max(1, during.toNanos() / interval), interval, MOST_OPEN, during.multipliedBy(3));
    }

    /** So many at once, each asked for as soon as another has come. */
    Outcome saturate(int open, Duration during) throws InterruptedException {
        return run(Integer.MAX_VALUE, 0, open, during);
    }

    private Outcome run(int most, long interval, int open, Duration during) throws InterruptedException {
        Run run = new Run(open);
        long start = System.nanoTime();
        long end = start + during.toNanos();
        int sent = 0;
        while (sent < most && System.nanoTime() - end < 0) {
            long due = interval == 0 ? 0 : start + sent * interval;
            if (interval == 0) {
                run.open.acquire();
                due = System.nanoTime();
            } else {
                waitUntil(due);
            }
            sent++;
            run.send(next++, due, interval > 0);
        }
        run.open.acquire(open);
        return run.outcome((System.nanoTime() - start) / 1e9);
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "load");
        thread.setDaemon(true);
        return thread;
    }

    private static int items(byte[] body) {
        int items = 0;
        for (int at = 0; at + ITEM.length <= body.length; at++) {
            if (body[at] == ITEM[0] && Arrays.equals(body, at, at + ITEM.length, ITEM, 0, ITEM.length)) {
                items++;
            }
        }
        return items;
    }

    private final class Run {
        private final Semaphore open;
        private final AtomicLong full = new AtomicLong();
        private final AtomicLong others = new AtomicLong();
        private final AtomicReference<String> problem = new AtomicReference<>("");
        private final AtomicInteger timed = new AtomicInteger();
        private final long[] times = new long[1 << 20];
        private final long[] late = new long[1 << 20];

        Run(int open) {
            this.open = new Semaphore(open);
        }

        void send(int number, long due, boolean acquire) {
            if (acquire && !open.tryAcquire()) {
                failed("more than " + MOST_OPEN + " requests are without an answer");
                return;
            }
            long began = System.nanoTime();
            var unused = http.sendAsync(asking.request(number), HttpResponse.BodyHandlers.ofByteArray())
                    .orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            failed(failure.toString());
                        } else {
                            answered(number, answer, due, began);
                        }
                        open.release();
                    });
        }

        private void answered(int number, HttpResponse<byte[]> answer, long due, long began) {
            int at = timed.getAndIncrement();
            if (at < times.length) {
                times[at] = System.nanoTime() - due;
                late[at] = began - due;
            }
            int items = answer.statusCode() == 200 ? items(answer.body()) : 0;
            if (items == FeedBench.PAGE) {
                full.incrementAndGet();
                asking.answered(number, answer.body());
            } else {
                failed(answer.statusCode() + ", " + items + " items: "
                        + new String(answer.body(), 0, Math.min(200, answer.body().length), StandardCharsets.UTF_8));
            }
        }

        private void failed(String what) {
            others.incrementAndGet();
            problem.compareAndSet("", what);
        }

        Outcome outcome(double seconds) {
            int kept = Math.min(timed.get(), times.length);
            return new Outcome(
                    full.get(),
                    others.get(),
                    problem.get(),
                    new Times(Arrays.copyOf(times, kept)),
                    new Times(Arrays.copyOf(late, kept)),
                    seconds);
        }
    }
}
