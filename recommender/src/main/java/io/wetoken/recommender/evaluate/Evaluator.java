package io.wetoken.recommender.evaluate;

import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.Top;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Ranks all items for every user of a split. What each user adds is kept apart and summed in order, so that the number of threads never shows. */
public final class Evaluator {
    private final List<Split.Case> cases;
    private final int k;
    private final double[] information;

    /**
     * @param popularity training users by item
     * @param users all training users
     * @param k length of the lists
     */
    public Evaluator(List<Split.Case> cases, long[] popularity, long users, int k) {
        this.cases = cases;
        this.k = k;
        this.information = Arrays.stream(popularity)
                .mapToDouble(count -> log2((double) users / Math.max(1, count)))
                .toArray();
    }

    public static Evaluator of(Split split, int k) {
        return new Evaluator(
                split.cases(),
                Popular.users(split.train(), split.items()),
                split.train().size(),
                k);
    }

    /**
     * @param threads that share the users
     * @param done is told, from any of them, how many users are done
     */
    public Figures evaluate(Model model, Learnt learnt, int threads, IntConsumer done) throws InterruptedException {
        return evaluate(model, learnt, threads, done, (user, list) -> {});
    }

    /** Is given the list of each user of the split, by the user's place in it, once, from any thread. */
    public interface Listed {
        void listed(int user, int[] list);
    }

    /**
     * @param threads that share the users
     * @param done is told, from any of them, how many users are done
     */
    public Figures evaluate(Model model, Learnt learnt, int threads, IntConsumer done, Listed listed)
            throws InterruptedException {
        int users = cases.size();
        double[] recall = new double[users];
        double[] ndcg = new double[users];
        double[] novelty = new double[users];
        BitSet covered = new BitSet(information.length);
        AtomicInteger next = new AtomicInteger();
        AtomicInteger finished = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                workers.add(pool.submit(() -> {
                    float[] scores = new float[information.length];
                    BitSet seen = new BitSet(information.length);
                    for (int user = next.getAndIncrement(); user < users; user = next.getAndIncrement()) {
                        Split.Case asked = cases.get(user);
                        model.score(learnt, asked.history(), scores);
                        int[] list = Top.of(scores, k, bits(asked.masked()));
                        listed.listed(user, list);
                        recall[user] = hits(list, asked.test()) / (double) asked.test().length;
                        ndcg[user] = gain(ranks(list, asked.test())) / ideal(Math.min(k, asked.test().length));
                        novelty[user] = Arrays.stream(list)
                                .mapToDouble(item -> information[item])
                                .average()
                                .orElse(0);
                        Arrays.stream(list).forEach(seen::set);
                        done.accept(finished.incrementAndGet());
                    }
                    synchronized (covered) {
                        covered.or(seen);
                    }
                }));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot evaluate " + model.name() + ": " + e.getCause().getMessage(), e.getCause());
        } finally {
            pool.shutdownNow();
        }
        return new Figures(
                mean(recall), mean(ndcg), covered.cardinality() / (double) information.length, mean(novelty));
    }

    private static BitSet bits(int[] items) {
        BitSet bits = new BitSet();
        Arrays.stream(items).forEach(bits::set);
        return bits;
    }

    private static int hits(int[] list, int[] test) {
        return (int) Arrays.stream(list).filter(item -> isHit(item, test)).count();
    }

    private static int[] ranks(int[] list, int[] test) {
        return IntStream.rangeClosed(1, list.length)
                .filter(rank -> isHit(list[rank - 1], test))
                .toArray();
    }

    /** Of hits at these ranks, which count from 1 and ascend. */
    static double gain(int[] ranks) {
        double gain = 0;
        for (int rank : ranks) {
            gain += 1 / log2(rank + 1.0);
        }
        return gain;
    }

    /** The most that so many hits can give. */
    static double ideal(int hits) {
        double gain = 0;
        for (int place = 0; place < hits; place++) {
            gain += 1 / log2(place + 2.0);
        }
        return gain;
    }

    private static boolean isHit(int item, int[] test) {
        return Arrays.binarySearch(test, item) >= 0;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
