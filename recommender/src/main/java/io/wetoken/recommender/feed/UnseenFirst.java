package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The seen-guarantee: nothing that was seen, or served earlier in this feed, comes before anything that was not. When a page runs out of the unseen, the seen
 * come again under the policy {@value #AGAIN}, those first that were seen longest ago: a stated fallback, for an empty page helps nobody.
 */
final class UnseenFirst implements Reranker {
    static final String AGAIN = "again";

    @Override
    public String name() {
        return "unseen-first";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        Names seen = new Names(reader.served().size() + reader.seen().size());
        reader.served().forEach(seen::addAllOf);
        reader.seen().forEach(content -> seen.add(content.hashCode(), content));
        List<Candidate> order = new ArrayList<>(ranked.size());
        List<Candidate> again = new ArrayList<>();
        for (Candidate candidate : ranked) {
            if (candidate.isIn(seen)) {
                again.add(candidate.under(AGAIN, candidate.propensity()));
            } else {
                order.add(candidate);
            }
        }
        again.sort(Comparator.comparingInt(candidate -> -seen.find(candidate.contentHash(), candidate.content())));
        order.addAll(again);
        return order;
    }
}
