package io.wetoken.spark.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.SpaceShares;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContributionRulesTest {
    @Test
    void theReferenceIsThis() {
        assertThat(ContributionRules.reference())
                .isEqualTo(new ContributionRules(
                        new ContributionRules.Base(200_000, 200_000, 200_000, 200_000, 200_000, 4, 1_000_000, 800_000),
                        new ContributionRules.Promotion(1_000_000, 200_000, 500_000, 500_000, 1_000_000),
                        500_000,
                        100_000));
    }

    @Test
    void namesEveryMissingKeyAtOnce() {
        assertThatThrownBy(() -> ContributionRules.of(Settings.of("rules", Map.of("base.memory", "1"))))
                .hasMessageContaining("base.weight.fan is missing")
                .hasMessageContaining("promotion.like is missing")
                .hasMessageContaining("base.memory is unknown");
    }

    /** What the site shows of a space whose owner set nothing is what it is paid by. */
    @Test
    void theSharesAreThoseThatEverybodyKnows() {
        assertThat(ContributionRules.reference().ownerSharePpm()).isEqualTo(SpaceShares.OWNER_PPM);
        assertThat(ContributionRules.reference().disseminatorSharePpm()).isEqualTo(SpaceShares.DISSEMINATOR_PPM);
    }
}
