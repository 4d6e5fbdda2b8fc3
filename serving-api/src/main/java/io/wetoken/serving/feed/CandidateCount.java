package io.wetoken.serving.feed;

import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.store.Profiles.Profile;

/** For whoever measures: how many contents a page of somebody's feed is ranked from, beside what trends and what is new. */
public final class CandidateCount {
    private CandidateCount() {}

    public static int of(Profile profile, TrainedModel model) {
        return Tastes.of(profile, model, LearningRules.reference().interactions())
                .candidates(PageMaker.FROM_MODEL)
                .length;
    }
}
