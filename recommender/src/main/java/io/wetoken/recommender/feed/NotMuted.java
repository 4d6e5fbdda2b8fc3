package io.wetoken.recommender.feed;

import java.util.List;

/** Whom somebody muted never reaches their feed. */
final class NotMuted implements Reranker {
    @Override
    public String name() {
        return "not-muted";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        Names muted = Names.of(reader.unwanted().muted());
        return Reranker.without(ranked, candidate -> candidate.isBy(muted));
    }
}
