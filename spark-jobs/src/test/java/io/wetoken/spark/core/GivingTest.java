package io.wetoken.spark.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GivingTest {
    private static final ContributionRules.Promotion RULES =
            ContributionRules.reference().promotion();

    @Test
    void dividesTheViewersPointsByWeightFloored() {
        // 1,000,000 points over weights 2 : 1
        assertThat(Giving.of(1_000_000, Map.of("bob", 2L, "cid", 1L)))
                .containsEntry("bob", 666_666L)
                .containsEntry("cid", 333_333L);
    }

    @Test
    void givesNothingWithoutPointsOrWithoutAttention() {
        assertThat(Giving.of(0, Map.of("bob", 2L))).isEmpty();
        assertThat(Giving.of(7, Map.of())).isEmpty();
        assertThat(Giving.of(7, Map.of("bob", 0L))).isEmpty();
    }

    @Test
    void neverGivesMoreThanThereIs() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Map<String, Long> weights = new TreeMap<>();
            for (int creator = random.nextInt(20); creator >= 0; creator--) {
                weights.put("creator-" + creator, random.nextLong(1L << random.nextInt(1, 50)));
            }
            long points = random.nextLong(1L << 50);
            long given = Giving.of(points, weights).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(given).as("seed %d", seed).isBetween(0L, points);
        }
    }

    @Test
    void weighsMinutesAndEachKindOfActOnce() {
        Attention attention = Attention.NONE
                .merge(act(EventKind.PLAY, 90_000))
                .merge(act(EventKind.LIKE, 0))
                .merge(act(EventKind.LIKE, 0))
                .merge(act(EventKind.COMMENT, 0))
                .merge(act(EventKind.SHARE, 0));
        // 1.5 minutes + 0.2 + 0.5 + 0.5
        assertThat(attention.weight(RULES)).isEqualTo(2_700_000);
    }

    @Test
    void anUnconfirmedGiftIsNoReward() {
        assertThat(act(EventKind.GIFT, 0)).isEqualTo(Attention.NONE);
    }

    @Test
    void confirmedGiftsAreOneReward() {
        Attention gift = confirmed(EventKind.GIFT);
        assertThat(gift.weight(RULES)).isEqualTo(RULES.reward()).isPositive();
        assertThat(gift.merge(confirmed(EventKind.TIP)).merge(confirmed(EventKind.PURCHASE)))
                .isEqualTo(gift);
    }

    private static Attention confirmed(EventKind kind) {
        return Attention.of(new Act(0, kind, "ann", "bob", "video", 0, 0, 0, "", true));
    }

    private static Attention act(EventKind kind, long watchMs) {
        return Attention.of(new Act(0, kind, "ann", "bob", "video", watchMs, 0, 0, "", false));
    }
}
