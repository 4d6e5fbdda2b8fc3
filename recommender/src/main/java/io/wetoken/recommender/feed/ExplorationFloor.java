package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One place in {@value #EVERY} goes to new content, drawn evenly from all that is new here and unseen, so that nothing stays unshown because nothing is known
 * of it. New is what has fewer than {@value #FEW_PLAYS} plays. The places are fixed (the {@value #FIRST}th, and every {@value #EVERY}th after it, counted over
 * the pages of a feed), so every feed has its share; by chance is only what comes there, with probability 1 / number of the new. That is the propensity, exact
 * for whoever evaluates another policy on the log (inverse propensity scoring; Horvitz and Thompson 1952).
 */
final class ExplorationFloor implements Reranker {
    static final String EXPLORE = "explore";
    static final int EVERY = 10;
    static final int FIRST = 4;
    static final long FEW_PLAYS = 20;

    @Override
    public String name() {
        return "exploration-floor";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        List<Candidate> order = new ArrayList<>(ranked);
        SplittableRandom chance = new SplittableRandom(reader.seed());
        for (int at = 0; at < Math.min(length, order.size()); at++) {
            if ((reader.position() + at + 1) % EVERY == FIRST) {
                explore(order, at, chance);
            }
        }
        return order;
    }

    /** Whether it was drawn for the place at which it stands. */
    static boolean isDrawn(Candidate candidate) {
        return candidate.policy().equals(EXPLORE);
    }

    private static void explore(List<Candidate> order, int at, SplittableRandom chance) {
        List<Candidate> unknown = order.subList(at, order.size()).stream()
                .filter(candidate -> candidate.plays() < FEW_PLAYS && !candidate.isAgain())
                .toList();
        if (!unknown.isEmpty()) {
            Candidate drawn = unknown.get(chance.nextInt(unknown.size()));
            order.remove(drawn);
            order.add(at, drawn.under(EXPLORE, 1.0 / unknown.size()));
        }
    }
}
