package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    /** The names of the re-rankers, in the order in which they work. */
    public static List<String> rerankers() {
        return Rerankers.ALL.stream().map(Reranker::name).toList();
    }

    /** A page of at most {@code length}; fewer only when all sources together have no more. The same arguments give the same page. */
    public static List<Candidate> page(List<Source> sources, Reader reader, int length) {
        List<Candidate> order = merge(sources);
        for (Reranker reranker : Rerankers.ALL) {
            order = reranker.rerank(order, reader, length);
        }
        return List.copyOf(order.subList(0, Math.min(length, order.size())));
    }

    /** Each content once, under the source that says most for it. */
    static List<Candidate> merge(List<Source> sources) {
        Map<String, Double> sums = new HashMap<>();
        Map<String, Double> most = new HashMap<>();
        Map<String, Candidate> chosen = new LinkedHashMap<>();
        for (Source source : sources) {
            for (int rank = 0; rank < source.candidates().size(); rank++) {
                Candidate candidate = source.candidates().get(rank);
                double says = source.weight() / (FLATNESS + rank);
                sums.merge(candidate.content(), says, Double::sum);
                if (says > most.getOrDefault(candidate.content(), 0.0)) {
                    most.put(candidate.content(), says);
                    chosen.put(candidate.content(), candidate);
                }
            }
        }
        List<Candidate> merged = new ArrayList<>(chosen.values());
        merged.sort(Comparator.comparingDouble((Candidate candidate) -> -sums.get(candidate.content()))
                .thenComparing(Candidate::content));
        return merged;
    }
}
