package io.wetoken.ingest.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** Sends batches over several connections, as fast as they are answered or at a rate of its own. */
final class Load {
    private static final String ALL = "{\"accepted\":" + Batches.EVENTS + ",\"rejected\":[]}";

    private final Batches batches;
    private final int port;
    private final int connections;
    private final AtomicLong firstBatch;

    Load(Batches batches, int port, int connections) {
        this(batches, port, connections, new AtomicLong());
    }

    private Load(Batches batches, int port, int connections, AtomicLong firstBatch) {
        this.batches = batches;
        this.port = port;
        this.connections = connections;
        this.firstBatch = firstBatch;
    }

    /** The same, going on with the numbers, over so many connections. */
    Load over(int others) {
        return new Load(batches, port, others, firstBatch);
    }

    /**
     * What became of some batches.
     *
     * @param accepted numbers of the batches that were accepted whole
     * @param refused how many were answered otherwise, with 503 for instance
     * @param broken how many got no answer; they may or may not be in the topic
     * @param firstProblem what the first that was not accepted was told, or empty
     * @param times from when each was due until its answer
     * @param lateness from when each was due until it was sent: the sender's own part, where a machine is too busy to let it
     */
    record Outcome(
            BitSet accepted,
            long refused,
            long broken,
            String firstProblem,
            Times times,
            Times lateness,
            double seconds) {
        long events() {
            return (long) accepted.cardinality() * Batches.EVENTS;
        }

        double eventsPerSecond() {
            return events() / seconds;
        }
    }

    /** Each connection sends its next batch when the one before was answered. */
    Outcome saturate(long most, Duration during) throws InterruptedException, IOException {
        return run(most, 0, during);
    }

    /** Batches are due at even intervals whatever becomes of those before; the time is taken from then, so nothing that has to wait is left out. */
    Outcome steady(double eventsPerSecond, Duration during) throws InterruptedException, IOException {
        long nanos = (long) (1e9 * Batches.EVENTS / eventsPerSecond);
        return run(Math.max(1, during.toNanos() / nanos), nanos, during.multipliedBy(3));
    }

    private Outcome run(long most, long intervalNanos, Duration during) throws InterruptedException, IOException {
        AtomicLong next = new AtomicLong();
        long first = firstBatch.get();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Callable<Worker>> work = new ArrayList<>();
            long start = System.nanoTime();
            long end = start + during.toNanos();
            for (int i = 0; i < connections; i++) {
                work.add(() -> {
                    Worker worker = new Worker();
                    try (Http http = new Http(port)) {
                        for (long n = next.getAndIncrement(); n < most; n = next.getAndIncrement()) {
                            long due = intervalNanos == 0 ? System.nanoTime() : start + n * intervalNanos;
                            if (due - end > 0 || System.nanoTime() - end > 0) {
                                break;
                            }
                            waitUntil(due);
                            worker.send(http, first + n, due);
                        }
                    }
                    return worker;
                });
            }
            List<Worker> done = new ArrayList<>();
            for (Future<Worker> each : threads.invokeAll(work)) {
                done.add(each.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            firstBatch.addAndGet(next.get());
            return outcome(done, seconds);
        } catch (ExecutionException e) {
            throw new IOException("A connection to the collector failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Outcome outcome(List<Worker> workers, double seconds) {
        BitSet accepted = new BitSet();
        workers.forEach(worker -> accepted.or(worker.accepted));
        String problem = workers.stream()
                .map(worker -> worker.problem)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        return new Outcome(
                accepted,
                workers.stream().mapToLong(worker -> worker.refused).sum(),
                workers.stream().mapToLong(worker -> worker.broken).sum(),
                problem,
                times(workers, worker -> worker.micros),
                times(workers, worker -> worker.late),
                seconds);
    }

    private static Times times(List<Worker> workers, Function<Worker, long[]> which) {
        return new Times(workers.stream()
                .flatMapToLong(worker -> Arrays.stream(which.apply(worker), 0, worker.answered))
                .toArray());
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** One connection's part. */
    private final class Worker {
        private final BitSet accepted = new BitSet();
        private long[] micros = new long[1 << 10];
        private long[] late = new long[1 << 10];
        private int answered;
        private long refused;
        private long broken;
        private String problem = "";

        void send(Http http, long batch, long due) throws IOException {
            byte[] request = batches.request(batch);
            long sent = System.nanoTime();
            try {
                Http.Reply reply = http.send(request);
                if (answered == micros.length) {
                    micros = Arrays.copyOf(micros, micros.length * 2);
                    late = Arrays.copyOf(late, late.length * 2);
                }
                late[answered] = (sent - due) / 1_000;
                micros[answered++] = (System.nanoTime() - due) / 1_000;
                if (reply.status() == 202 && reply.body().equals(ALL)) {
                    accepted.set(Math.toIntExact(batch));
                } else {
                    refused++;
                    tell(reply.status() + " " + reply.body());
                }
            } catch (IOException e) {
                broken++;
                tell(e.toString());
                http.reconnect();
            }
        }

        private void tell(String what) {
            if (problem.isEmpty()) {
                problem = what;
            }
        }
    }
}
