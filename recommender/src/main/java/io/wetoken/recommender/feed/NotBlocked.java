package io.wetoken.recommender.feed;

import java.util.List;

/** Of two accounts of which one blocks the other neither sees the other's works. */
final class NotBlocked implements Reranker {
    @Override
    public String name() {
        return "not-blocked";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        Names blocked = Names.of(reader.unwanted().blocked());
        return Reranker.without(ranked, candidate -> candidate.isBy(blocked));
    }
}
