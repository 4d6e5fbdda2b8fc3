package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * No two neighbours are of one creator while another is to be had among the next {@value #REACH}: whoever would follow on their own work steps back. What was
 * seen never steps before what was not, and what was drawn for its place stays there, so that its propensity stays true: its neighbours give way.
 */
final class CreatorSpread implements Reranker {
    /** Far enough for a page of 100 of one creator; beyond, the next is too much worse. */
    private static final int REACH = 100;

    @Override
    public String name() {
        return "creator-spread";
    }

    @Override
    public List<Candidate> rerank(List<Candidate> ranked, Reader reader, int length) {
        // Nothing further down can be reached by a page.
        int within = Math.min(ranked.size(), length + REACH);
        List<Candidate> left = new ArrayList<>(ranked.subList(0, within));
        left.removeIf(Candidate::isDrawn);
        List<Candidate> spread = new ArrayList<>(ranked.size());
        for (int place = 0; place < Math.min(length, ranked.size()); place++) {
            Candidate here = ranked.get(place);
            spread.add(
                    here.isDrawn()
                            ? here
                            : left.remove(next(left, ownerBefore(spread), ownerDrawnAt(place + 1, ranked))));
        }
        spread.addAll(left);
        spread.addAll(ranked.subList(within, ranked.size()));
        return spread;
    }

    private static String ownerBefore(List<Candidate> spread) {
        return spread.isEmpty() ? "" : spread.get(spread.size() - 1).owner();
    }

    private static String ownerDrawnAt(int place, List<Candidate> ranked) {
        return place < ranked.size() && ranked.get(place).isDrawn()
                ? ranked.get(place).owner()
                : "";
    }

    /** The first that goes with both neighbours, otherwise the first that goes with the one before, otherwise the first. */
    private static int next(List<Candidate> left, String before, String after) {
        boolean unseen = !left.get(0).isAgain();
        int second = -1;
        for (int place = 0; place < Math.min(REACH, left.size()); place++) {
            Candidate candidate = left.get(place);
            if (unseen && candidate.isAgain()) {
                break;
            }
            if (!candidate.owner().equals(before)) {
                if (!candidate.owner().equals(after)) {
                    return place;
                }
                second = second < 0 ? place : second;
            }
        }
        return Math.max(second, 0);
    }
}
