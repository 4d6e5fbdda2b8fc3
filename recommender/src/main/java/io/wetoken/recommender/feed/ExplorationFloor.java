package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One place in {@value #EVERY} goes to new content, drawn from all that is new here and unseen, so that nothing stays unshown because nothing is known of it, and what people
 * respond to is shown more. New is what has fewer than {@value #FEW_PLAYS} plays. The places are fixed (the {@value #FIRST}th, and every {@value #EVERY}th after it,
 * counted over the pages of a feed), so every feed has its share; by chance is only what comes there: with the probability that it is the best of them, as in
 * Thompson sampling ({@link Posterior}), but for a share of {@value #EVENLY} that is drawn evenly. That is the propensity, exact for whoever evaluates another
 * policy on the log (inverse propensity scoring; Horvitz and Thompson 1952), and never below {@value #EVENLY} / number of the new.
 */
final class ExplorationFloor implements Reranker {
    static final String EXPLORE = "explore";
    static final int EVERY = 10;
    static final int FIRST = 4;
    static final long FEW_PLAYS = 20;
    static final double EVENLY = 0.1;

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

    private static void explore(List<Candidate> order, int at, SplittableRandom chance) {
        List<Candidate> unknown = new ArrayList<>(order.size() - at);
        int[] places = new int[order.size() - at];
        for (int place = at; place < order.size(); place++) {
            Candidate candidate = order.get(place);
            if (candidate.plays() < FEW_PLAYS && !candidate.isAgain()) {
                places[unknown.size()] = place;
                unknown.add(candidate);
            }
        }
        if (!unknown.isEmpty()) {
            double[] best = Posterior.best(unknown);
            double left = chance.nextDouble();
            int drawn = 0;
            while (drawn < best.length - 1 && left >= probability(best, drawn)) {
                left -= probability(best, drawn++);
            }
            Candidate chosen = order.remove(places[drawn]);
            order.add(at, chosen.under(EXPLORE, probability(best, drawn)));
        }
    }

    private static double probability(double[] best, int item) {
        return (1 - EVENLY) * best[item] + EVENLY / best.length;
    }
}
