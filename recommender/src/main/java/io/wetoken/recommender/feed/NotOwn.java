package io.wetoken.recommender.feed;

import java.util.List;

/** Nobody needs a feed to find what they made; and watching it earns nothing. */
final class NotOwn implements Reranker {
    @Override
    public String name() {
        return "not-own";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        Names own = Names.of(List.of(reader.account()));
        return Reranker.without(ranked, candidate -> candidate.isBy(own));
    }
}
