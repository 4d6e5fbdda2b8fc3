package io.wetoken.flink.guard.core;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.core.Asked.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class GuardRulesTest {
    static final List<GuardRule<?>> ALL = GuardRules.ALL;

    @Test
    void theCodesAreThese() {
        assertThat(GuardRules.ALL)
                .extracting(rule -> rule.dimension() + " " + rule.code())
                .containsExactly(
                        "ACTOR RATE",
                        "ACTOR DAY_RATE",
                        "ACTOR WATCHED_LONGER_THAN_WALL_TIME",
                        "ACTOR WATCHED_OVER_1440_MINUTES",
                        "ACTOR PARALLEL_PLAYS",
                        "ACTOR TOKEN_FORGED",
                        "ACTOR TOKEN_FOREIGN",
                        "ACTOR TOKEN_EXPIRED",
                        "ACTOR TOKEN_MISSING",
                        "ACTOR TOKEN_REPLAYED",
                        "ACTOR TOKENS_NEVER_SERVED",
                        "DEVICE PARALLEL_PLAYS_ON_DEVICE",
                        "DEVICE TOO_MANY_ACCOUNTS_ON_DEVICE",
                        "ADDRESS TOO_MANY_ACCOUNTS_ON_ADDRESS");
    }

    @Test
    void everyRuleBelongsToOneDimension() {
        assertThat(Arrays.stream(Dimension.values()).flatMap(dimension -> GuardRules.of(dimension).stream()))
                .containsExactlyElementsOf(GuardRules.ALL);
    }

    @Test
    void twoRulesWithOneCodeAreRefused() {
        GuardConfig.Rate config = GuardRules.CONFIG.rate();
        assertThatThrownBy(() -> GuardRules.distinct(List.of(new Rate(config), new DayRate(config), new Rate(config))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Two rules have the code 'RATE'");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void theFirstActOfAnyKindIsInnocent(GuardRule<?> rule) {
        for (EventKind kind : EventKind.values()) {
            assertThat(asked(rule)
                            .catches(a(kind).from("1a2b3c4d").lasting(HOUR).at(NOON)))
                    .as("%s", kind)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void noStateOutgrowsItsBoundHoweverWildTheLife(GuardRule<?> rule) {
        // Sixteen times less than a checkpoint would feel with a million keys; the longest is an address's, with 512
        // accounts.
        for (long seed = 1; seed <= 5; seed++) {
            Asked<?> asked = asked(rule);
            asked.caught(wildLife(new Random(seed), 3_000));
            assertThat(asked.mostBytes()).as("seed %d", seed).isLessThan(9_000);
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void keysDoNotMeet(GuardRule<?> rule) {
        long seed = 17;
        List<AnEvent> lives = wildLife(new Random(seed), 2_000).toList();
        Map<Integer, Asked<?>> together = new LinkedHashMap<>();
        List<Boolean> mixed = new ArrayList<>();
        for (int i = 0; i < lives.size(); i++) {
            mixed.add(together.computeIfAbsent(i % 3, key -> asked(rule)).catches(lives.get(i)));
        }
        for (int key = 0; key < 3; key++) {
            Asked<?> alone = asked(rule);
            for (int i = key; i < lives.size(); i += 3) {
                assertThat(alone.catches(lives.get(i)))
                        .as("seed %d, act %d", seed, i)
                        .isEqualTo(mixed.get(i));
            }
            assertThat(alone.bytes()).isEqualTo(together.get(key).bytes());
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void brokenBytesAreRefusedByTheNameOfTheRule(GuardRule<?> rule) {
        Asked<?> asked = asked(rule);
        asked.caught(wildLife(new Random(3), 50));
        byte[] whole = asked.bytes();
        assertThatThrownBy(() -> rule.decode(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(rule.code());
        assertThatThrownBy(() -> rule.decode(Arrays.copyOf(whole, whole.length + 1)))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] newer = whole.clone();
        newer[0] = 4;
        assertThatThrownBy(() -> rule.decode(newer))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its version is 2, known is 1");
    }

    /** A change here forgets or misreads every checkpoint: it needs a new version, and a way to read the old one. */
    @Test
    void theBytesOfStatesOutliveReleases() {
        Map<String, String> bytes = new LinkedHashMap<>();
        for (GuardRule<?> rule : GuardRules.ALL) {
            Asked<?> asked = asked(rule);
            asked.caught(Stream.of(
                    a(EventKind.OPEN).in("s").at(NOON),
                    aPlay().lasting(10_000).at(NOON + 20_000),
                    aPlay().by("bob").lasting(10_000).at(NOON + 22_000),
                    aLike().at(NOON + 23_000)));
            bytes.put(rule.code(), HexFormat.of().formatHex(asked.bytes()));
        }
        assertThat(bytes)
                .containsOnly(
                        Map.entry("RATE", "0202b0ffd4dfbf6804c0d0d4dfbf68a01f028098d2dfbf680001"),
                        Map.entry("DAY_RATE", "0202d4c4020202d4c4020402d4c40202"),
                        Map.entry(
                                "WATCHED_LONGER_THAN_WALL_TIME",
                                "0202c0d0d4dfbf68a09c0131fc9c6bde865d6f02af63ee4c86020b228098d2dfbf68"),
                        Map.entry("WATCHED_OVER_1440_MINUTES", "0202d4c402c0b802"),
                        Map.entry("PARALLEL_PLAYS", "0202c0d0d4dfbf68a09c0131fc9c6bde865d6f02e0efd4dfbf680001"),
                        Map.entry("PARALLEL_PLAYS_ON_DEVICE", "0202c0d0d4dfbf68a09c01e6f79d19051ffcb8"),
                        Map.entry(
                                "TOO_MANY_ACCOUNTS_ON_DEVICE",
                                "0204004d4419134a0a54e0efd4dfbf6800e6f79d19051ffcb8b0ffd4dfbf6800"),
                        Map.entry(
                                "TOO_MANY_ACCOUNTS_ON_ADDRESS",
                                "0204004d4419134a0a54e0efd4dfbf6800e6f79d19051ffcb8b0ffd4dfbf6800088098d2dfbf68c0b802a01fd00f"),
                        Map.entry("TOKEN_FORGED", "02"),
                        Map.entry("TOKEN_FOREIGN", "02"),
                        Map.entry("TOKEN_EXPIRED", "02"),
                        Map.entry("TOKEN_MISSING", "02"),
                        Map.entry("TOKEN_REPLAYED", "020000"),
                        Map.entry("TOKENS_NEVER_SERVED", "02000001"));
    }

    /** Bursts, pauses, disorder and absurd claims of a few accounts on a few devices. */
    private static Stream<AnEvent> wildLife(Random random, int count) {
        EventKind[] kinds = EventKind.values();
        long[] now = {NOON};
        return Stream.generate(() -> {
                    now[0] += switch (random.nextInt(20)) {
                        case 0 -> random.nextLong(DAY);
                        case 1, 2 -> random.nextLong(HOUR);
                        default -> random.nextLong(500);
                    };
                    long received = Math.max(0, now[0] - (random.nextInt(10) == 0 ? random.nextLong(DAY) : 0));
                    AnEvent event = a(random.nextBoolean() ? EventKind.PLAY : kinds[random.nextInt(kinds.length)])
                            .by("account-" + random.nextInt(900))
                            .on("device-" + random.nextInt(3))
                            .in("session-" + random.nextInt(9))
                            .lasting(random.nextInt(50) == 0 ? random.nextLong() : random.nextLong(60_000))
                            .from("1a2b3c4d");
                    return random.nextInt(4) == 0
                            ? event.doneAt(received - random.nextLong(2 * DAY), received)
                            : event.at(received);
                })
                .limit(count);
    }
}
