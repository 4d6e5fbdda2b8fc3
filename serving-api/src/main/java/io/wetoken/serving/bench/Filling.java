package io.wetoken.serving.bench;

import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Metrics.Trending;
import io.wetoken.store.Store;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Puts a community into the store, in batches on a few threads: the store's answers are what takes the time. */
final class Filling {
    private static final int BATCH = 1_000;
    private static final int THREADS = 3;
    private static final int TRENDING = 200;
    private static final int TOLD_EVERY = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Store store;
    private final MadeUpCommunity community;
    private final Consumer<String> progress;

    Filling(Store store, MadeUpCommunity community, Consumer<String> progress) {
        this.store = store;
        this.community = community;
        this.progress = progress;
    }

    void run() throws InterruptedException {
        each("contents", community.items(), from -> {
            List<Integer> items = batch(from, community.items());
            store.clips().putNew(items.stream().map(community::clip).toList());
            List<Figures> figures = items.stream()
                    .map(community::figures)
                    .flatMap(Optional::stream)
                    .toList();
            store.contents().putFigures(figures);
        });
        store.metrics()
                .putTrending(IntStream.range(0, Math.min(TRENDING, community.items()))
                        .mapToObj(item -> new Trending(MadeUpCommunity.content(item), 1_000_000L - item, 1))
                        .toList());
        each(
                "people",
                community.users(),
                from -> store.profiles()
                        .putAll(batch(from, community.users()).stream()
                                .map(community::profile)
                                .toList()));
    }

    /** Again while regions are split and moved, which takes a small store seconds; the same rows once more change nothing. */
    private static void put(IntConsumer batch, int from) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                batch.accept(from);
                return;
            } catch (UncheckedIOException e) {
                if (System.nanoTime() - giveUp > 0) {
                    throw e;
                }
            }
        }
    }

    private static List<Integer> batch(int from, int all) {
        return IntStream.range(from, Math.min(all, from + BATCH)).boxed().toList();
    }

    private void each(String what, int all, IntConsumer batch) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> working = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(thread -> threads.submit(() -> {
                        for (int from = next.getAndAdd(BATCH); from < all; from = next.getAndAdd(BATCH)) {
                            if (from % TOLD_EVERY == 0) {
                                progress.accept(String.format("  %,d of %,d %s", from, all, what));
                            }
                            put(batch, from);
                        }
                    }))
                    .toList();
            for (Future<?> one : working) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("Cannot put " + what + " into the store", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
