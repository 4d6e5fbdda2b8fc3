package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * One place in {@value #EVERY} goes to somebody whose works together were hardly played: the {@value #FIRST}th, and every {@value #EVERY}th after it, counted over the
 * pages of a feed. Who it is is drawn evenly among the newcomers here, whatever number of works each has, and it is the one of their unseen works that stands
 * best. The propensity is 1 / number of those newcomers. So new creators together have a tenth of what is shown, and one has as much of it as another; {@link Exposure}
 * measures both.
 */
final class NewcomerFloor implements Reranker {
    static final String NEWCOMER = "newcomer";
    static final int EVERY = 10;
    static final int FIRST = 8;
    /** So that these draws are others than those of {@link ExplorationFloor}. */
    private static final long SALT = 0x6A09E667F3BCC909L;

    @Override
    public String name() {
        return "newcomer-floor";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        List<Candidate> order = new ArrayList<>(ranked);
        SplittableRandom chance = new SplittableRandom(reader.seed() ^ SALT);
        for (int at = 0; at < Math.min(length, order.size()); at++) {
            if ((reader.position() + at + 1) % EVERY == FIRST) {
                give(order, at, chance);
            }
        }
        return order;
    }

    private static void give(List<Candidate> order, int at, SplittableRandom chance) {
        Names owners = new Names(order.size() / 2);
        int[] best = new int[order.size() - at];
        int newcomers = 0;
        for (int place = at; place < order.size(); place++) {
            Candidate candidate = order.get(place);
            if (candidate.newcomer() && !candidate.isAgain() && !candidate.isDrawn() && !candidate.isBy(owners)) {
                owners.add(candidate.ownerHash(), candidate.owner());
                best[newcomers++] = place;
            }
        }
        if (newcomers > 0) {
            Candidate chosen = order.remove(best[chance.nextInt(newcomers)]);
            order.add(at, chosen.under(NEWCOMER, 1.0 / newcomers));
        }
    }
}
