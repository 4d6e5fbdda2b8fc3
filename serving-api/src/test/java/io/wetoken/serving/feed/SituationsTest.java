package io.wetoken.serving.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.rank.Situation;
import io.wetoken.serving.analysis.Analyses;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SituationsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final AccountId ANN = new AccountId("ann");

    private final Store store = Stores.memory();
    private final KnownClips known =
            new KnownClips(new ClipReader(store, Analyses.none(), () -> NOON), () -> NOON, 1_000);
    private final Situations situations = new Situations(known, Analyses.none());

    @Test
    void theLastActsSayWhomAndWhatAReaderLikesAndASittingEndsWithABreak() {
        clip("cat-film", "cats");
        clip("dog-film", "dogs");
        clip("untitled", "");
        Profile profile = new Profile(
                ANN,
                List.of(
                        act("cat-film", "bob", "PLAY", 5),
                        act("dog-film", "eve", "LIKE", 20),
                        act("untitled", "eve", "PLAY", 45),
                        act("dog-film", "kim", "PLAY", 76)),
                List.of());

        Situation ann = situations.of(Optional.of(ANN), Optional.of(profile), NOON.toEpochMilli());

        assertThat(ann.history()).isEqualTo(4);
        assertThat(ann.creators()).isEqualTo(Map.of("bob", .25, "eve", .5, "kim", .25));
        assertThat(ann.topics()).isEqualTo(Map.of("cats", .25, "dogs", .5));
        // 31 minutes before it nothing happened, so the last one is of another sitting; a like is no play.
        assertThat(ann.sessionCreators()).isEqualTo(Set.of("bob", "eve"));
        assertThat(ann.sessionTopics()).isEqualTo(Set.of("cats"));
    }

    @Test
    void ofSomebodyNewNothingIsKnown() {
        assertThat(situations.of(Optional.of(ANN), Optional.empty(), 7)).isEqualTo(Situation.unknown(7));
    }

    private void clip(String content, String topic) {
        ContentId id = new ContentId(content);
        store.clips().put(new Clip(id, ANN, "title", topic, "d", "c", 1_000, 1, 1, false, 1));
        known.candidates(List.of(id));
    }

    private static Interaction act(String content, String owner, String kind, int minutesAgo) {
        long at = NOON.minus(Duration.ofMinutes(minutesAgo)).toEpochMilli();
        return new Interaction(new ContentId(content), new AccountId(owner), kind, at);
    }
}
