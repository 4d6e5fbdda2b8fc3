package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;

/** Nobody needs a feed to find what they made; and watching it earns nothing. */
final class NotOwn implements Reranker {
    @Override
    public String name() {
        return "not-own";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        List<Candidate> kept = new ArrayList<>(ranked);
        int hash = reader.account().hashCode();
        kept.removeIf(
                candidate -> candidate.ownerHash() == hash && candidate.owner().equals(reader.account()));
        return kept;
    }
}
