package io.wetoken.recommender.feed;

import io.wetoken.recommender.rank.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Pages of a feed. */
public final class Feed {
    /** Reciprocal rank fusion (Cormack, Clarke, Büttcher 2009): a source's nth speaks for its candidate with weight / (this + n). */
    private static final double FLATNESS = 10;

    /** As experiments and explanations call the learnt ranker, which orders what the re-rankers begin with. */
    private static final String RANKER = "ranker";

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

    /** The names of the ranker and the re-rankers, in the order in which they work. */
    public static List<String> rerankers() {
        return Stream.concat(Stream.of(RANKER), Rerankers.ALL.stream().map(Reranker::name))
                .toList();
    }

    /** {@link #page(List, Ranking, Reader, Experiment, int)} without a ranker, as for everybody who is in no experiment. */
    public static List<Candidate> page(List<Source> sources, Reader reader, int length) {
        return page(sources, Ranking.NONE, reader, Experiment.USUAL, length);
    }

    /** {@link #page(List, Ranking, Reader, Experiment, int)} without a ranker. */
    public static List<Candidate> page(List<Source> sources, Reader reader, Experiment experiment, int length) {
        return page(sources, Ranking.NONE, reader, experiment, length);
    }

    /** A page of at most {@code length}; fewer only when all sources together have no more. The same arguments give the same page. */
    public static List<Candidate> page(
            List<Source> sources, Ranking ranking, Reader reader, Experiment experiment, int length) {
        Joined joined = Joined.of(sources);
        List<Candidate> order = joined.candidates(of(ranking, experiment));
        for (Reranker reranker : Rerankers.of(experiment)) {
            order = reranker.rerank(order, reader, length);
        }
        return joined.told(order.subList(0, Math.min(length, order.size())));
    }

    /** Why each item of {@link #page} with the same arguments is there, by its content. */
    public static Map<String, Why> why(
            List<Source> sources, Ranking ranking, Reader reader, Experiment experiment, int length) {
        Map<String, List<Move>> moves = new HashMap<>();
        Joined joined = Joined.of(sources);
        List<Candidate> order = joined.candidates(of(ranking, experiment));
        tell(moves, RANKER, joined.candidates(Ranking.NONE), order);
        for (Reranker reranker : Rerankers.of(experiment)) {
            List<Candidate> before = order;
            order = reranker.rerank(before, reader, length);
            tell(moves, reranker.name(), before, order);
        }
        Map<String, Why> why = new HashMap<>();
        for (Candidate shown : order.subList(0, Math.min(length, order.size()))) {
            String content = shown.content();
            why.put(content, new Why(named(sources, content), List.copyOf(moves.getOrDefault(content, List.of()))));
        }
        return why;
    }

    private static Ranking of(Ranking ranking, Experiment experiment) {
        return experiment.without().contains(RANKER) ? Ranking.NONE : ranking;
    }

    private static void tell(
            Map<String, List<Move>> moves, String mover, List<Candidate> before, List<Candidate> order) {
        Map<String, Integer> places = places(before);
        for (int to = 0; to < order.size(); to++) {
            String content = order.get(to).content();
            int from = places.get(content);
            if (from != to) {
                moves.computeIfAbsent(content, none -> new ArrayList<>()).add(new Move(mover, from, to));
            }
        }
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

    /** Each content once, under the source that says most for it, in the candidates' own order. */
    static List<Candidate> merge(List<Source> sources) {
        return Joined.of(sources).candidates(Ranking.NONE);
    }

    /** What the {@code place}th of a source is worth to it. */
    static double says(Source source, int place) {
        return source.weight() / (FLATNESS + place);
    }
}
