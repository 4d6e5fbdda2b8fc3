package io.wetoken.recommender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.avro.EventKind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningRulesTest {
    @Test
    void theReferenceIsThis() {
        assertThat(LearningRules.reference())
                .isEqualTo(new LearningRules(
                        new LearningRules.Interactions(1, 2, 2, 3),
                        90,
                        new RandomWalk.Parameters(.566, .001, 200),
                        20,
                        20_000,
                        .05));
    }

    @Test
    void namesEveryMissingKeyAtOnce() {
        assertThatThrownBy(() -> LearningRules.of(Settings.of("rules", Map.of("walk.gamma", "1"))))
                .hasMessageContaining("interaction.play is missing")
                .hasMessageContaining("evaluate.people is missing")
                .hasMessageContaining("walk.gamma is unknown");
    }

    @Test
    void eachKindOfActCountsOnce() {
        int signs = LearningRules.Interactions.sign(EventKind.PLAY)
                | LearningRules.Interactions.sign(EventKind.SHARE)
                | LearningRules.Interactions.sign(EventKind.SHARE);
        assertThat(new LearningRules.Interactions(1, 2, 4, 8).weight(signs)).isEqualTo(9);
        assertThat(LearningRules.Interactions.sign(EventKind.SKIP)).isZero();
    }
}
