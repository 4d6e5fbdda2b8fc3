package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        Map<String, Integer> recency = new HashMap<>(2 * reader.seen().size());
        reader.seen().forEach(content -> recency.putIfAbsent(content, recency.size()));
        List<Candidate> order = new ArrayList<>(ranked.size());
        List<Candidate> again = new ArrayList<>();
        for (Candidate candidate : ranked) {
            if (recency.containsKey(candidate.content())) {
                again.add(candidate.under(AGAIN, candidate.propensity()));
            } else {
                order.add(candidate);
            }
        }
        again.sort(Comparator.comparing((Candidate candidate) -> -recency.get(candidate.content())));
        order.addAll(again);
        return order;
    }
}
