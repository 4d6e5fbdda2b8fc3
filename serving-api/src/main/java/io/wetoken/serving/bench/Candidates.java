package io.wetoken.serving.bench;

import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.serving.feed.CandidateCount;
import java.util.stream.IntStream;

/** How many candidates pages are ranked from, of some of the readers: what their acts lead to, without what trends and what is new. */
record Candidates(int fewest, int median) {
    private static final int ASKED = 200;

    static Candidates of(MadeUpCommunity community, TrainedModel model, int[] readers) {
        int[] counts = IntStream.of(readers)
                .limit(ASKED)
                .map(user -> ranked(community, model, user))
                .sorted()
                .toArray();
        return new Candidates(counts[0], counts[counts.length / 2]);
    }

    private static int ranked(MadeUpCommunity community, TrainedModel model, int user) {
        return CandidateCount.of(community.profile(user).profile(), model);
    }
}
