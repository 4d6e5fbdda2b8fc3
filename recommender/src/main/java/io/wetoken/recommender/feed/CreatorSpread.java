package io.wetoken.recommender.feed;

import java.util.ArrayList;
import java.util.List;

/**
 * No two neighbours are of one creator while another is to be had among the next {@value #REACH}: whoever would follow on their own work steps back. What was
 * seen never steps before what was not.
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
        List<Candidate> left = new ArrayList<>(ranked);
        List<Candidate> spread = new ArrayList<>(ranked.size());
        while (!left.isEmpty() && spread.size() < length) {
            String neighbour =
                    spread.isEmpty() ? "" : spread.get(spread.size() - 1).owner();
            spread.add(left.remove(next(left, neighbour)));
        }
        spread.addAll(left);
        return spread;
    }

    private static int next(List<Candidate> left, String neighbour) {
        boolean unseen = !isAgain(left.get(0));
        for (int place = 0; place < Math.min(REACH, left.size()); place++) {
            Candidate candidate = left.get(place);
            if (unseen && isAgain(candidate)) {
                break;
            }
            if (!candidate.owner().equals(neighbour)) {
                return place;
            }
        }
        return 0;
    }

    static boolean isAgain(Candidate candidate) {
        return candidate.policy().equals(UnseenFirst.AGAIN);
    }
}
