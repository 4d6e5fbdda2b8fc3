package io.wetoken.spark.learn;

import io.wetoken.recommender.AskedPeople;
import io.wetoken.recommender.BlendSearch;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.CandidateRows;
import io.wetoken.recommender.Candidates;
import io.wetoken.recommender.FilteredPaths;
import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.HoldOut;
import io.wetoken.recommender.Likeness;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Panel;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Spectrum;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Split;
import java.io.PrintWriter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * The table of the default model: a tenth of everybody's items is held out, the parts are learnt from the rest, weights are searched that find what was held out;
 * then the parts are learnt from everything and added up with these weights.
 */
public final class Blends {
    /**
     * The settings that are neither the walk's nor the filter's.
     *
     * @param neighbours kept of an item, whatever those of the walk alone would be; fewer where all rows together would not fit
     * @param alike neighbours of an item by each kind of features
     */
    public record Parameters(int neighbours, int alike, BlendSearch.Parameters search) {
        /** Where memory is no question. */
        public static final Parameters REFERENCE = new Parameters(2500, 10, BlendSearch.Parameters.REFERENCE);
    }

    /** Of all rows together, 8 bytes each, collected and then copied into one table: with more items each has fewer neighbours, from 40,000 items on. */
    static final long MOST_PAIRS = 100_000_000;
    /** Of the rows that are searched with. */
    private static final long MOST_SEARCHED_BYTES = 1_000_000_000;

    private final RandomWalk.Parameters walk;
    private final GraphFilter filter;
    private final Parameters parameters;
    private final long seed;
    private final PrintWriter progress;
    private final long start = System.nanoTime();

    public Blends(
            RandomWalk.Parameters walk, GraphFilter filter, Parameters parameters, long seed, PrintWriter progress) {
        this.parameters = parameters;
        this.walk = walk;
        this.filter = filter;
        this.seed = seed;
        this.progress = progress;
    }

    /**
     * @param users each once
     * @param features by kind, an item a row
     * @param tuning who is asked in the search, and what should be found; without them, a tenth of everybody's items is held out
     */
    public Mixture learn(JavaRDD<UserItems> users, int items, List<Panel> features, List<Split.Case> tuning) {
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(users.context());
        List<List<Neighbours.Row>> content = features.stream()
                .map(kind -> Alike.rows(spark, new Likeness(kind, parameters.alike())))
                .toList();
        if (tuning.isEmpty()) {
            Found held = held(users, items, content);
            try (Graph all = graph(users, items, Optional.of(held.spectrum()))) {
                return mixture(all, content, held.weights());
            }
        }
        try (Graph all = graph(users, items, Optional.empty())) {
            return mixture(all, content, weights(all, content, tuning, false));
        }
    }

    /** Of the graph filter alone. */
    Neighbours filtered(JavaRDD<UserItems> users, int items) {
        try (Graph all = graph(users, items, Optional.empty())) {
            return BlockRows.learn(
                    users, new FilteredPaths(filter, all.weights(), all.spectrum(), neighbours(items, MOST_PAIRS)));
        }
    }

    private Mixture mixture(Graph all, List<List<Neighbours.Row>> content, BlendWeights weights) {
        int neighbours = neighbours(all.items(), MOST_PAIRS);
        List<Neighbours.Row> rows = rows(all, content, weights, neighbours, new Blended(weights));
        tell("added up");
        return new Mixture(Neighbours.of(all.items(), rows), weights);
    }

    /** Weights, and the directions of what was not held out. */
    private record Found(BlendWeights weights, Spectrum spectrum) {}

    private Found held(JavaRDD<UserItems> users, int items, List<List<Neighbours.Row>> content) {
        HoldOut holdOut = new HoldOut(seed);
        JavaRDD<UserItems> kept = users.map(user -> holdOut.part(user).kept()).cache();
        List<Split.Case> asked = users
                .map(holdOut::part)
                .filter(parted -> parted.held().length > 0)
                .takeOrdered(parameters.search().people(), new ByOrder(holdOut))
                .stream()
                .map(parted ->
                        new Split.Case(parted.kept().history(), parted.kept().items(), parted.held()))
                .toList();
        try (Graph graph = graph(kept, items, Optional.empty())) {
            return new Found(weights(graph, content, asked, true), graph.spectrum());
        } finally {
            kept.unpersist();
        }
    }

    private BlendWeights weights(
            Graph graph, List<List<Neighbours.Row>> content, List<Split.Case> cases, boolean drawn) {
        // Those who are asked are spread over all, where there are more.
        int people = parameters.search().people();
        int step = Math.max(1, cases.size() / people);
        List<Split.Case> asked = IntStream.range(0, Math.min(people, cases.size()))
                .mapToObj(i -> cases.get(i * step))
                .toList();
        BitSet wanted = new BitSet(graph.items());
        asked.forEach(one -> Arrays.stream(one.history().items()).forEach(wanted::set));
        BlendWeights start = BlendSearch.start(content.size());
        int neighbours = neighbours(wanted.cardinality(), MOST_SEARCHED_BYTES / Candidates.bytesOfAPair(start));
        List<Candidates> candidates = rows(graph, content, start, neighbours, new Wanted(wanted));
        tell("candidates");
        AskedPeople answers = AskedPeople.of(
                candidates,
                Tastes.popularity(graph.users(), graph.items()),
                content.size(),
                asked.stream()
                        .map(one -> new AskedPeople.Question(one.history(), one.test()))
                        .toList());
        BlendWeights weights = new BlendSearch(answers, drawn, parameters.search()).weights();
        tell("searched, " + weights);
        return weights;
    }

    /**
     * Interactions, laid out by blocks of items, and their strongest directions.
     *
     * @param weights by item, over all users
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Graph(
            JavaRDD<UserItems> users,
            Blocks blocks,
            JavaPairRDD<Integer, UserItems> byBlock,
            long[] weights,
            Spectrum spectrum)
            implements AutoCloseable {
        int items() {
            return weights.length;
        }

        @Override
        public void close() {
            byBlock.unpersist();
        }
    }

    private Graph graph(JavaRDD<UserItems> users, int items, Optional<Spectrum> near) {
        Blocks blocks = Blocks.of(JavaSparkContext.fromSparkContext(users.context()));
        JavaPairRDD<Integer, UserItems> byBlock = blocks.of(users).persist(StorageLevel.MEMORY_AND_DISK());
        long[] weights = Tastes.weights(users, items);
        Spectrum spectrum = new Spectra(filter, seed, blocks).learn(users, byBlock, weights, near);
        tell("strongest directions");
        return new Graph(users, blocks, byBlock, weights, spectrum);
    }

    private int neighbours(int rows, long mostPairs) {
        return neighbours(parameters.neighbours(), rows, mostPairs);
    }

    /** As many as are wanted, but of all rows together no more pairs than fit. */
    static int neighbours(int wanted, int rows, long mostPairs) {
        return (int) Math.max(1, Math.min(wanted, mostPairs / Math.max(1, rows)));
    }

    private <T> List<T> rows(
            Graph graph, List<List<Neighbours.Row>> content, BlendWeights weights, int neighbours, Kept<T> kept) {
        Broadcast<Learning> sent = JavaSparkContext.fromSparkContext(
                        graph.users().context())
                .broadcast(new Learning(walk, filter, neighbours, graph.weights(), graph.spectrum(), content, weights));
        List<T> rows = graph.byBlock()
                .mapPartitionsWithIndex(new Block<>(graph.blocks(), sent, kept), false)
                .collect();
        sent.destroy();
        return rows;
    }

    /** What is kept of the rows, where they are made: the less of it, the less is sent. */
    private interface Kept<T> extends Serializable {
        boolean wanted(int item);

        T of(Candidates row);
    }

    /** The rows of some items as they are. */
    private record Wanted(BitSet items) implements Kept<Candidates> {
        @Override
        public boolean wanted(int item) {
            return items.get(item);
        }

        @Override
        public Candidates of(Candidates row) {
            return row;
        }
    }

    /** All rows, added up. */
    private record Blended(BlendWeights weights) implements Kept<Neighbours.Row> {
        @Override
        public boolean wanted(int item) {
            return true;
        }

        @Override
        public Neighbours.Row of(Candidates row) {
            return row.blended(weights);
        }
    }

    /** What every block is told. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Learning(
            RandomWalk.Parameters walk,
            GraphFilter filter,
            int neighbours,
            long[] popularity,
            Spectrum spectrum,
            List<List<Neighbours.Row>> content,
            BlendWeights weights)
            implements Serializable {
        CandidateRows rows() {
            List<Neighbours> alike = content.stream()
                    .map(kind -> Neighbours.of(popularity.length, kind))
                    .toList();
            return new CandidateRows(walk, filter, popularity, spectrum, alike, weights, neighbours);
        }
    }

    private record Block<T>(Blocks blocks, Broadcast<Learning> learning, Kept<T> kept)
            implements Function2<Integer, Iterator<Tuple2<Integer, UserItems>>, Iterator<T>> {
        @Override
        public Iterator<T> call(Integer block, Iterator<Tuple2<Integer, UserItems>> users) {
            List<T> rows = new ArrayList<>();
            learning.value()
                    .rows()
                    .rows(
                            Blocks.users(users),
                            item -> blocks.has(block, item) && kept.wanted(item),
                            row -> rows.add(kept.of(row)));
            return rows.iterator();
        }
    }

    /** The name settles what is level. */
    private record ByOrder(HoldOut holdOut) implements Comparator<HoldOut.Parted>, Serializable {
        @Override
        public int compare(HoldOut.Parted left, HoldOut.Parted right) {
            int byOrder = Long.compare(holdOut.order(left.kept()), holdOut.order(right.kept()));
            return byOrder != 0
                    ? byOrder
                    : left.kept().user().compareTo(right.kept().user());
        }
    }

    private void tell(String done) {
        progress.printf("  blend, %s: after %.1f s%n", done, (System.nanoTime() - start) / 1e9);
        progress.flush();
    }
}
