package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenRulesTest {
    private static final GuardConfig.Tokens CONFIG = Asked.CONFIG.tokens();
    private static final Token FORGED = new Token(Token.Standing.FORGED, 0);

    private final Asked<Redeemed> replays = asked(new TokenReplayed(CONFIG));
    private final Asked<TokensNeverServed.State> habits = asked(new TokensNeverServed(CONFIG));

    @ParameterizedTest
    @EnumSource
    void everyStandingHasOneCode(Token.Standing standing) {
        Act act = new Act(shown(EventKind.LIKE, "r", 0).event(), new Token(standing, NOON));
        long codes = GuardRules.ALL.stream()
                .filter(rule -> rule instanceof TokenFault fault
                        && fault.judge(fault.zero(), act).caught())
                .count();
        boolean harmless = standing == Token.Standing.NONE || standing == Token.Standing.GENUINE;
        assertThat(codes).isEqualTo(harmless ? 0 : 1);
    }

    @Test
    void aTokenCountsOnceForEveryKindOfAct() {
        for (EventKind kind : EventKind.values()) {
            assertThat(redeem(kind, "r", 3, NOON)).as("%s", kind).isFalse();
        }
        for (EventKind kind : EventKind.values()) {
            assertThat(redeem(kind, "r", 3, NOON)).as("%s again", kind).isTrue();
        }
        assertThat(redeem(EventKind.LIKE, "r", 4, NOON)).isFalse();
        assertThat(redeem(EventKind.LIKE, "other", 3, NOON)).isFalse();
        assertThat(redeem(EventKind.LIKE, "r", 3, NOON + 1)).isFalse();
        assertThat(redeem(EventKind.LIKE, "r", 3, NOON + 1)).isTrue();
    }

    @Test
    void whatIsNotGenuineRedeemsNothing() {
        for (Token.Standing standing : Token.Standing.values()) {
            if (standing != Token.Standing.GENUINE) {
                assertThat(replays.catches(shown(EventKind.LIKE, "r", 0), new Token(standing, NOON)))
                        .isFalse();
            }
        }
        assertThat(redeem(EventKind.LIKE, "r", 0, NOON)).isFalse();
    }

    @Test
    void theOrderOfRedeemingDoesNotMatter() {
        long seed = 31;
        Random random = new Random(seed);
        Set<String> redeemed = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            int page = random.nextInt(12);
            int position = 10 * page + random.nextInt(10);
            EventKind kind = random.nextBoolean() ? EventKind.PLAY : EventKind.LIKE;
            boolean again = !redeemed.add(page + "/" + position + "/" + kind);
            assertThat(redeem(kind, "r-" + page, position, NOON + page % 5))
                    .as("seed %d, act %d", seed, i)
                    .isEqualTo(again);
        }
    }

    @Test
    void theNewestItemsAreRememberedAndOlderOnesCountNoMore() {
        int pages = CONFIG.kept() / 8 + 3;
        for (int page = 0; page < pages; page++) {
            for (int at = 0; at < 8; at++) {
                assertThat(redeem(EventKind.PLAY, "r-" + page, 8 * page + at, NOON + page))
                        .isFalse();
            }
        }
        assertThat(redeem(EventKind.PLAY, "r-3", 24, NOON + 3)).as("kept").isTrue();
        assertThat(redeem(EventKind.LIKE, "r-3", 24, NOON + 3)).as("kept").isFalse();
        assertThat(redeem(EventKind.PLAY, "r-0", 0, NOON)).as("forgotten").isTrue();
        assertThat(redeem(EventKind.LIKE, "r-unseen", 0, NOON + 1))
                .as("as old as what is forgotten")
                .isTrue();
        assertThat(redeem(EventKind.LIKE, "r-unseen", 0, NOON + 3))
                .as("younger")
                .isFalse();
        assertThat(replays.mostBytes()).isLessThan(4_000);
    }

    @Test
    void pagesOfTheLargestSizeStayWithinTheBound() {
        for (int page = 0; page < 50; page++) {
            for (int at = 0; at < 100; at++) {
                redeem(EventKind.PLAY, "r-" + page, 100 * page + at, NOON + page);
                redeem(EventKind.GIFT, "r-" + page, 100 * page + at, NOON + page);
            }
        }
        assertThat(replays.mostBytes()).isLessThan(6_000);
    }

    @Test
    void whatHasExpiredIsForgottenWithTheNextAct() {
        redeem(EventKind.PLAY, "r", 0, NOON);
        int before = replays.bytes().length;
        AnEvent later = shown(EventKind.PLAY, "s", 0).at(NOON + CONFIG.lifetimeMs() + 1);
        assertThat(replays.catches(later, new Token(Token.Standing.GENUINE, NOON + DAY)))
                .isFalse();
        assertThat(replays.bytes().length).isLessThanOrEqualTo(before + Long.BYTES);
    }

    /** A change here lets every token be redeemed again: it needs a new version, and a way to read the old one. */
    @Test
    void theBytesOfWhatWasRedeemedOutliveReleases() {
        redeem(EventKind.IMPRESSION, "r", 7, NOON);
        redeem(EventKind.PLAY, "r", 7, NOON);
        redeem(EventKind.REPORT, "r", 8, NOON);
        assertThat(HexFormat.of().formatHex(replays.bytes()))
                .isEqualTo("0200028098d2dfbf68af63ef4c86020cd5040e1810808008");
        habits.catches(shown(EventKind.LIKE, "r", 0), FORGED);
        assertThat(HexFormat.of().formatHex(habits.bytes())).isEqualTo("020280d289e3bf680001");
    }

    @Test
    void theThirdMadeUpTokenOfADayTakesEverythingWithIt() {
        AnEvent like = shown(EventKind.LIKE, "r", 0);
        assertThat(habits.catches(like.at(NOON), FORGED)).isFalse();
        assertThat(habits.catches(like.at(NOON + MINUTE), new Token(Token.Standing.FOREIGN, 0)))
                .isFalse();
        assertThat(habits.catches(a(EventKind.OPEN).at(NOON + 2 * MINUTE))).isFalse();
        assertThat(habits.catches(like.at(NOON + 3 * MINUTE), FORGED)).isTrue();
        assertThat(habits.catches(a(EventKind.OPEN).at(NOON + 3 * MINUTE + CONFIG.quarantineMs())))
                .isTrue();
        assertThat(habits.catches(a(EventKind.OPEN).at(NOON + 4 * MINUTE + CONFIG.quarantineMs())))
                .isFalse();
    }

    @Test
    void aKeyThatWasLostAndTokensThatAreOldAreNoHabit() {
        for (int i = 0; i < 20; i++) {
            AnEvent like = shown(EventKind.LIKE, "r", i).at(NOON + i);
            assertThat(habits.catches(like, new Token(Token.Standing.UNKNOWN_KEY, 0)))
                    .isFalse();
            assertThat(habits.catches(like, new Token(Token.Standing.EXPIRED, 0)))
                    .isFalse();
        }
        assertThat(habits.catches(shown(EventKind.LIKE, "r", 0).at(NOON), FORGED))
                .isFalse();
        assertThat(habits.catches(shown(EventKind.LIKE, "r", 0).at(NOON + HOUR), FORGED))
                .isFalse();
        assertThat(habits.catches(shown(EventKind.LIKE, "r", 0).at(NOON + DAY + HOUR + 1), FORGED))
                .as("they are more than a day apart")
                .isFalse();
    }

    private boolean redeem(EventKind kind, String request, int position, long served) {
        return replays.catches(shown(kind, request, position), new Token(Token.Standing.GENUINE, served));
    }

    private static AnEvent shown(EventKind kind, String request, int position) {
        return a(kind).about("clip").served(request, position, "token").at(NOON + HOUR);
    }
}
