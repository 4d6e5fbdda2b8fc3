package io.wetoken.recommender.feed;

import java.util.List;
import java.util.function.Predicate;

/** Changes an order for a reason that the sources do not know. It may leave candidates out, and adds none that it was not given. */
interface Reranker {
    String name();

    /**
     * @param ranked best first, each content once
     * @param length of the page that will be cut from the result
     */
    List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length);

    /** The others, in their order. The same list where it has none of the unwanted, as most have. */
    static List<Candidate> without(List<Candidate> ranked, Predicate<Candidate> unwanted) {
        return ranked.stream().noneMatch(unwanted)
                ? ranked
                : ranked.stream().filter(unwanted.negate()).toList();
    }
}
