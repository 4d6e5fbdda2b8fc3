package io.wetoken.serving.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Those who ask for pages: threads, each with one request open at a time, which take turns. They share the machine with the site, so it counts that a waiting thread
 * costs nothing and an answer wakes only one.
 */
final class Load {
    /** More than are ever open at a rate that can be answered; beyond that a request is sent late, and its time has begun all the same. */
    private static final int MOST_OPEN = 64;

    private static final byte[] ITEM = "\"position\":".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MS = 10_000;

    static {
        // Otherwise only five connections are kept open.
        System.setProperty("http.maxConnections", Integer.toString(MOST_OPEN));
    }

    private final Asking asking;
    private final AtomicInteger next = new AtomicInteger();

    Load(Asking asking) {
        this.asking = asking;
    }

    /** Who asks for what. */
    interface Asking {
        /** @param number from 0, each once */
        Ask ask(int number);

        /** By any thread. */
        default void answered(int number, byte[] page) {}
    }

    /** @param token of whom it is for; empty for nobody's */
    record Ask(URI page, String token) {}

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
        long start = System.nanoTime();
        Run run = new Run(most, interval, start, start + during.toNanos());
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < open; i++) {
            Thread thread = new Thread(run::askInTurn, "load-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return run.outcome((System.nanoTime() - start) / 1e9);
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
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
        private final int most;
        private final long interval;
        private final long start;
        private final long end;
        private final AtomicInteger turn = new AtomicInteger();
        private final AtomicLong full = new AtomicLong();
        private final AtomicLong others = new AtomicLong();
        private final AtomicReference<String> problem = new AtomicReference<>("");
        private final AtomicInteger timed = new AtomicInteger();
        private final long[] times = new long[1 << 20];
        private final long[] late = new long[1 << 20];

        Run(int most, long interval, long start, long end) {
            this.most = most;
            this.interval = interval;
            this.start = start;
            this.end = end;
        }

        void askInTurn() {
            for (int place = turn.getAndIncrement(); place < most; place = turn.getAndIncrement()) {
                long due = interval == 0 ? System.nanoTime() : start + place * interval;
                waitUntil(due);
                if (System.nanoTime() - end >= 0) {
                    return;
                }
                ask(next.getAndIncrement(), due);
            }
        }

        private void ask(int number, long due) {
            long began = System.nanoTime();
            try {
                Ask ask = asking.ask(number);
                HttpURLConnection to = (HttpURLConnection) ask.page().toURL().openConnection();
                to.setConnectTimeout(PATIENCE_MS);
                to.setReadTimeout(PATIENCE_MS);
                if (!ask.token().isEmpty()) {
                    to.setRequestProperty("Authorization", "Bearer " + ask.token());
                }
                int status = to.getResponseCode();
                byte[] page;
                try (InputStream body = status < 400 ? to.getInputStream() : to.getErrorStream()) {
                    page = body == null ? new byte[0] : body.readAllBytes();
                }
                answered(number, status, page, due, began);
            } catch (IOException e) {
                failed(e.toString());
            }
        }

        private void answered(int number, int status, byte[] page, long due, long began) {
            int at = timed.getAndIncrement();
            if (at < times.length) {
                times[at] = System.nanoTime() - due;
                late[at] = began - due;
            }
            int items = status == 200 ? items(page) : 0;
            if (items == FeedBench.PAGE) {
                full.incrementAndGet();
                asking.answered(number, page);
            } else {
                failed(status + ", " + items + " items: "
                        + new String(page, 0, Math.min(200, page.length), StandardCharsets.UTF_8));
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
