package io.wetoken.recommender.feed;

import java.util.List;

/** What somebody reported or dismissed never comes back to them, not even when all else was seen. */
final class NotDisliked implements Reranker {
    @Override
    public String name() {
        return "not-disliked";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        Names contents = Names.of(reader.unwanted().contents());
        return Reranker.without(ranked, candidate -> candidate.isIn(contents));
    }
}
