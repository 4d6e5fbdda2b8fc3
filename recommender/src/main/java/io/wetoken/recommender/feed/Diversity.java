package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * Maximal marginal relevance: the next item is the one whose rank, less its likeness to the last {@value #WINDOW} before it, is best. Likeness is 1 to a work of the
 * same creator, and {@value #SAME_TOPIC} to one of the same topic. Relevance falls with the rank as in the fusion of sources: from 1 to one half after ten. Weighed {@value #RELEVANCE}
 * to the rest. What was seen stays behind what was not.
 *
 * <p>Source: J. Carbonell, J. Goldstein, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing Summaries", SIGIR 1998.
 */
final class Diversity implements Reranker {
    private static final double RELEVANCE = 0.8;
    private static final double SAME_TOPIC = 0.5;
    private static final int WINDOW = 5;
    /** Beyond it the next is too much worse, whatever it is like. */
    private static final int REACH = 100;

    private static final double FLATNESS = 10;

    @Override
    public String name() {
        return "diversity";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        // Nothing further down can be reached by a page.
        int within = Math.min(ranked.size(), length + REACH);
        List<Integer> left = new ArrayList<>(within);
        while (left.size() < within && !ranked.get(left.size()).isAgain()) {
            left.add(left.size());
        }
        int reached = left.size();
        List<Candidate> chosen = new ArrayList<>(ranked.size());
        while (chosen.size() < Math.min(length, reached)) {
            chosen.add(ranked.get(left.remove(best(left, ranked, chosen))));
        }
        left.forEach(rank -> chosen.add(ranked.get(rank)));
        chosen.addAll(ranked.subList(reached, ranked.size()));
        return chosen;
    }

    /** The place in {@code left}; of equals the first. */
    private static int best(List<Integer> left, List<Candidate> ranked, List<Candidate> chosen) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int place = 0; place < Math.min(REACH, left.size()); place++) {
            int rank = left.get(place);
            double relevance = RELEVANCE * FLATNESS / (FLATNESS + rank);
            if (relevance <= most) {
                // Likeness only takes away, and all that follow are of less relevance.
                break;
            }
            double marginal = relevance - (1 - RELEVANCE) * likeness(ranked.get(rank), chosen);
            if (marginal > most) {
                most = marginal;
                best = place;
            }
        }
        return best;
    }

    private static double likeness(Candidate candidate, List<Candidate> chosen) {
        double most = 0;
        for (int at = Math.max(0, chosen.size() - WINDOW); at < chosen.size(); at++) {
            Candidate before = chosen.get(at);
            if (before.isBySame(candidate)) {
                return 1;
            }
            if (!candidate.topic().isEmpty() && candidate.topic().equals(before.topic())) {
                most = SAME_TOPIC;
            }
        }
        return most;
    }
}
