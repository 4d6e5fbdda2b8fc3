package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Pages of a feed. */
public final class Feed {
    /** Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): a source's nth speaks for its candidate with weight / (this + n). */
    private static final double FLATNESS = 10;

    private Feed() {}

    /**
     * What one source proposes.
     *
     * @param candidates best first, all under the source's name as policy
     * @param weight against other sources
     */
    public record Source(List<Candidate> candidates, double weight) {}

    /**
     * A source that named an item.
     *
     * @param place in the source, from 0
     * @param share of all that was said for the item, 0 to 1
     */
    public record Named(String source, int place, double share) {}

    /** A re-ranker after which an item stood elsewhere than before, also when only what stood before it had gone; places from 0. */
    public record Move(String reranker, int from, int to) {}

    /** Why an item is where it is: who named it, loudest first, and who moved it, in their order. */
    public record Why(List<Named> named, List<Move> moves) {}

    /** The names of the re-rankers, in the order in which they work. */
    public static List<String> rerankers() {
        return Rerankers.ALL.stream().map(Reranker::name).toList();
    }

    /** {@link #page(List, Reader, Experiment, int)} as for everybody who is in no experiment. */
    public static List<Candidate> page(List<Source> sources, Reader reader, int length) {
        return page(sources, reader, Experiment.USUAL, length);
    }

    /** A page of at most {@code length}; fewer only when all sources together have no more. The same arguments give the same page. */
    public static List<Candidate> page(List<Source> sources, Reader reader, Experiment experiment, int length) {
        List<Candidate> order = merge(sources);
        for (Reranker reranker : Rerankers.of(experiment)) {
            order = reranker.rerank(order, reader, length);
        }
        return List.copyOf(order.subList(0, Math.min(length, order.size())));
    }

    /** Why each item of {@link #page} with the same arguments is there, by its content. */
    public static Map<String, Why> why(List<Source> sources, Reader reader, Experiment experiment, int length) {
        List<Candidate> order = merge(sources);
        Map<String, List<Move>> moves = new HashMap<>();
        for (Reranker reranker : Rerankers.of(experiment)) {
            Map<String, Integer> before = places(order);
            order = reranker.rerank(order, reader, length);
            for (int to = 0; to < order.size(); to++) {
                String content = order.get(to).content();
                int from = before.get(content);
                if (from != to) {
                    moves.computeIfAbsent(content, none -> new ArrayList<>()).add(new Move(reranker.name(), from, to));
                }
            }
        }
        Map<String, Why> why = new HashMap<>();
        for (Candidate shown : order.subList(0, Math.min(length, order.size()))) {
            String content = shown.content();
            why.put(content, new Why(named(sources, content), List.copyOf(moves.getOrDefault(content, List.of()))));
        }
        return why;
    }

    private static Map<String, Integer> places(List<Candidate> order) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < order.size(); place++) {
            places.put(order.get(place).content(), place);
        }
        return places;
    }

    private static List<Named> named(List<Source> sources, String content) {
        List<Named> named = new ArrayList<>();
        double all = 0;
        for (Source source : sources) {
            for (int place = 0; place < source.candidates().size(); place++) {
                Candidate candidate = source.candidates().get(place);
                if (candidate.content().equals(content)) {
                    double says = says(source, place);
                    named.add(new Named(candidate.policy(), place, says));
                    all += says;
                }
            }
        }
        double sum = all;
        return named.stream()
                .map(of -> new Named(of.source(), of.place(), of.share() / sum))
                .sorted(Comparator.comparingDouble((Named of) -> -of.share()))
                .toList();
    }

    private static double says(Source source, int place) {
        return source.weight() / (FLATNESS + place);
    }

    /** Each content once, under the source that says most for it. */
    static List<Candidate> merge(List<Source> sources) {
        int named =
                sources.stream().mapToInt(source -> source.candidates().size()).sum();
        Map<String, Merged> merged = new HashMap<>(2 * named);
        // In the order of the sources, each of which is sorted as it is.
        List<Merged> order = new ArrayList<>(named);
        for (Source source : sources) {
            for (int place = 0; place < source.candidates().size(); place++) {
                Candidate candidate = source.candidates().get(place);
                Merged of = merged.get(candidate.content());
                if (of == null) {
                    of = new Merged(candidate);
                    merged.put(candidate.content(), of);
                    order.add(of);
                }
                of.add(candidate, says(source, place));
            }
        }
        Collections.sort(order);
        List<Candidate> candidates = new ArrayList<>(order.size());
        order.forEach(of -> candidates.add(of.candidate));
        return candidates;
    }

    private static final class Merged implements Comparable<Merged> {
        private Candidate candidate;
        private double sum;
        private double most;

        Merged(Candidate candidate) {
            this.candidate = candidate;
        }

        void add(Candidate named, double says) {
            sum += says;
            if (says > most) {
                most = says;
                candidate = named;
            }
        }

        /** Of whom most is said comes first; the name settles what is level. */
        @Override
        public int compareTo(Merged other) {
            int bySum = Double.compare(other.sum, sum);
            return bySum != 0 ? bySum : candidate.content().compareTo(other.candidate.content());
        }
    }
}
