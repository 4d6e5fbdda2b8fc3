package io.wetoken.recommender;

import java.util.Set;

/**
 * The heat of an item at the end of training, as {@code behaviour.signal.Heat} defines it for the live trending list too. Where times are unknown, as in
 * split files, nothing can fade: heat is popularity then, and so is the order.
 */
final class Trending implements Model {
    @Override
    public String name() {
        return "trending";
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.HEAT);
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        learnt.heat().get(0, scores);
    }
}
