package io.wetoken.serving.feed;

import io.wetoken.behaviour.AccountId;
import io.wetoken.recommender.rank.Situation;
import io.wetoken.serving.analysis.Analyses;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who reads, as the ranker is told: what the profile says of the last acts, and the analysis of four weeks. Nothing is read from the store for it. */
final class Situations {
    private static final String PLAY = "PLAY";
    /** Somebody who did nothing for so long has sat down anew. */
    private static final Duration BREAK = Duration.ofMinutes(30);

    private final KnownClips known;
    private final Analyses analyses;

    Situations(KnownClips known, Analyses analyses) {
        this.known = known;
        this.analyses = analyses;
    }

    /** @param now ms since 1970 */
    Situation of(Optional<AccountId> account, Optional<Profile> profile, long now) {
        if (account.isEmpty() || profile.isEmpty()) {
            return Situation.unknown(now);
        }
        Map<String, Double> creators = new HashMap<>();
        Map<String, Double> topics = new HashMap<>();
        Set<String> sessionCreators = new HashSet<>();
        Set<String> sessionTopics = new HashSet<>();
        double share = 1.0 / Math.max(1, profile.get().recent().size());
        long before = now;
        boolean sits = true;
        for (Interaction act : profile.get().recent()) {
            sits &= before - act.at() < BREAK.toMillis();
            before = act.at();
            String topic = known.topic(act.content());
            creators.merge(act.owner().value(), share, Double::sum);
            topics.merge(topic, share, Double::sum);
            if (sits && act.kind().equals(PLAY)) {
                sessionCreators.add(act.owner().value());
                sessionTopics.add(topic);
            }
        }
        // Works without a topic have none in common.
        topics.remove("");
        sessionTopics.remove("");
        return new Situation(
                now,
                profile.get().recent().size(),
                analyses.taste(account.get()),
                creators,
                topics,
                sessionCreators,
                sessionTopics);
    }
}
