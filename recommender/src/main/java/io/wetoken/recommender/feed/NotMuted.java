package io.wetoken.recommender.feed;

import java.util.List;
import java.util.Set;

/** Whom somebody muted never reaches their feed. */
final class NotMuted implements Reranker {
    @Override
    public String name() {
        return "not-muted";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        return without(ranked, reader.unwanted().muted());
    }

    static List<Candidate> without(List<Candidate> ranked, Set<String> unwanted) {
        Names owners = Names.of(unwanted);
        return ranked.stream().noneMatch(candidate -> candidate.isBy(owners))
                ? ranked
                : ranked.stream().filter(candidate -> !candidate.isBy(owners)).toList();
    }
}
