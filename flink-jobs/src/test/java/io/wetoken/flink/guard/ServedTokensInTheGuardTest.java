package io.wetoken.flink.guard;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.NOON;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.served.ServedKeys;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import io.wetoken.flink.guard.core.Dimension;
import io.wetoken.flink.guard.core.GuardRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens of a site's keys, on their way through the guard. */
class ServedTokensInTheGuardTest {
    private static final String REQUEST = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff";
    private static final ServedTokens SITE = site(1);
    private static final AnEvent LIKE = liked(SITE, 4);

    @TempDir
    private Path secrets;

    private TokenCheck check;

    @BeforeEach
    void theSitesKeyIsThere() throws IOException {
        key(ServedKeys.FIRST_FILE, 1);
        check = TokenCheck.of(Optional.of(secrets), false);
    }

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @Test
    void eachActOfWhatWasServedIsInnocentOnce() throws Exception {
        try (Harness rules = rules()) {
            assertThat(reasons(rules, as(EventKind.IMPRESSION))).isEmpty();
            assertThat(reasons(rules, as(EventKind.PLAY))).isEmpty();
            assertThat(reasons(rules, LIKE)).isEmpty();
            assertThat(reasons(rules, LIKE.numbered(2))).containsExactly("TOKEN_REPLAYED");
            assertThat(reasons(rules, aLike().at(NOON + HOUR)))
                    .as("without one")
                    .isEmpty();
        }
    }

    @Test
    void everyOtherTokenIsAReason() throws Exception {
        String token = LIKE.event().getToken();
        String changed = token.substring(0, 8) + (token.charAt(8) == 'A' ? 'B' : 'A') + token.substring(9);
        try (Harness rules = rules()) {
            assertThat(reasons(rules, LIKE.served(REQUEST, 4, changed).by("bob")))
                    .containsExactly("TOKEN_FORGED");
            assertThat(reasons(rules, LIKE.served(REQUEST, 4, "字").by("cleo"))).containsExactly("TOKEN_FORGED");
            assertThat(reasons(rules, LIKE.served(REQUEST, 4, "").by("dan"))).containsExactly("TOKEN_FORGED");
            assertThat(reasons(rules, LIKE.by("eve"))).containsExactly("TOKEN_FOREIGN");
            assertThat(reasons(rules, LIKE.about("another"))).containsExactly("TOKEN_FOREIGN");
            assertThat(reasons(rules, bare())).containsExactly("TOKEN_FOREIGN");
            assertThat(reasons(rules, liked(site(2), 5).by("fay"))).containsExactly("TOKEN_FORGED");
            long tooLate = NOON + GuardRules.CONFIG.tokens().lifetimeMs();
            assertThat(reasons(rules, LIKE.at(tooLate + 1))).containsExactly("TOKEN_EXPIRED");
            assertThat(reasons(rules, LIKE.at(tooLate)))
                    .as("at the last moment")
                    .isEmpty();
        }
    }

    @Test
    void whoKeepsMakingThemUpIsSuspectedAltogether() throws Exception {
        try (Harness rules = rules()) {
            for (int i = 0; i < 3; i++) {
                reasons(rules, LIKE.served(REQUEST, i, "made up"));
            }
            assertThat(reasons(rules, LIKE)).containsExactly("TOKENS_NEVER_SERVED");
            assertThat(reasons(rules, LIKE.by("bob"))).as("somebody else").containsExactly("TOKEN_FOREIGN");
        }
    }

    /** An honest retry: it never gets as far as the rules. */
    @Test
    void anEventThatIsSentTwiceIsADuplicateAndNoReplay() throws Exception {
        try (Harness dedupe = Harness.of(
                        new Dedupe(Dedupe.WINDOW),
                        candidate -> candidate.event().getId());
                Harness rules = rules()) {
            assertThat(dedupe.process(LIKE))
                    .hasSize(1)
                    .allSatisfy(once ->
                            assertThat(rules.process(once).get(0).reasons()).isEmpty());
            assertThat(dedupe.process(LIKE.at(NOON + HOUR + 1))).isEmpty();
            assertThat(dedupe.side(Dedupe.DUPLICATES)).hasSize(1);
            assertThat(dedupe.process(LIKE.numbered(2)))
                    .hasSize(1)
                    .allSatisfy(other -> assertThat(rules.process(other).get(0).reasons())
                            .as("with an id of its own it is another like")
                            .containsExactly("TOKEN_REPLAYED"));
        }
    }

    @ParameterizedTest
    @MethodSource("backends")
    void whatIsReadAgainAfterACheckpointIsNoReplay(StateBackend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (Harness rules = restored(backend, null)) {
            assertThat(reasons(rules, as(EventKind.PLAY))).isEmpty();
            checkpoint = rules.checkpoint();
            assertThat(reasons(rules, LIKE))
                    .as("judged, and lost with the machine")
                    .isEmpty();
        }
        try (Harness resumed = restored(backend, checkpoint)) {
            assertThat(reasons(resumed, LIKE)).as("read again").isEmpty();
            assertThat(reasons(resumed, as(EventKind.PLAY).numbered(2))).containsExactly("TOKEN_REPLAYED");
            assertThat(reasons(resumed, LIKE.numbered(3))).containsExactly("TOKEN_REPLAYED");
        }
    }

    /** What a job of before the tokens kept has states of the other rules only. */
    @ParameterizedTest
    @MethodSource("backends")
    void aCheckpointOfBeforeTheTokensGoesOn(StateBackend backend) throws Exception {
        OperatorSubtaskState checkpoint;
        try (Harness before = restored(backend, null)) {
            for (int i = 0; i < 12; i++) {
                before.process(aLike().at(NOON + HOUR));
            }
            checkpoint = before.checkpoint();
        }
        try (Harness resumed = restored(backend, checkpoint)) {
            assertThat(reasons(resumed, LIKE)).containsExactly("RATE");
            assertThat(reasons(resumed, LIKE.numbered(2))).containsExactly("RATE", "TOKEN_REPLAYED");
        }
    }

    @Test
    void aKeyThatIsAddedWhileTheJobRunsIsFound() throws Exception {
        AnEvent fresh = liked(site(2), 4);
        try (Harness rules = rules()) {
            rules.wallClock(NOON);
            assertThat(reasons(rules, fresh.by("bob"))).containsExactly("TOKEN_FORGED");
            key("served-002.key", 2);
            assertThat(reasons(rules, fresh)).as("looked for a moment ago").containsExactly("TOKEN_FORGED");
            rules.wallClock(NOON + 1_000);
            assertThat(reasons(rules, fresh.numbered(2))).isEmpty();
            assertThat(reasons(rules, LIKE))
                    .as("the same item, served at the same moment")
                    .containsExactly("TOKEN_REPLAYED");
        }
    }

    @Test
    void aKeyThatIsTakenAwayStopsToCountWithinAMinute() throws Exception {
        key("served-002.key", 2);
        try (Harness rules = rules()) {
            rules.wallClock(NOON);
            assertThat(reasons(rules, LIKE)).isEmpty();
            Files.delete(secrets.resolve(ServedKeys.FIRST_FILE));
            rules.wallClock(NOON + 59_999);
            assertThat(reasons(rules, as(EventKind.PLAY))).isEmpty();
            rules.wallClock(NOON + 60_000);
            assertThat(reasons(rules, as(EventKind.SHARE))).containsExactly("TOKEN_FORGED");
        }
    }

    @Test
    void withoutAKeyTokensAreNotChecked() throws Exception {
        for (Optional<Path> keys : List.of(Optional.<Path>empty(), Optional.of(secrets.resolve("nowhere")))) {
            check = TokenCheck.of(keys, true);
            try (Harness rules = rules()) {
                assertThat(reasons(rules, LIKE)).isEmpty();
                assertThat(reasons(rules, LIKE)).isEmpty();
                assertThat(reasons(rules, LIKE.served(REQUEST, 0, "made up"))).isEmpty();
                assertThat(reasons(rules, bare().served(REQUEST, 0, null))).isEmpty();
            }
        }
    }

    @Test
    void whereTheyAreDemandedAPageIsNotNamedWithoutOne() throws Exception {
        check = TokenCheck.of(Optional.of(secrets), true);
        try (Harness rules = rules()) {
            assertThat(reasons(rules, LIKE.served(REQUEST, 4, null))).containsExactly("TOKEN_MISSING");
            assertThat(reasons(rules, aLike().at(NOON))).as("of no page").isEmpty();
            assertThat(reasons(rules, LIKE)).isEmpty();
        }
    }

    /** About nothing. */
    private static AnEvent bare() {
        return a(EventKind.LIKE).served(REQUEST, 4, LIKE.event().getToken()).at(NOON + HOUR);
    }

    private static AnEvent as(EventKind kind) {
        return a(kind).about("video")
                .served(REQUEST, 4, LIKE.event().getToken())
                .at(NOON + HOUR);
    }

    /** Served at noon to ann, who likes it an hour later. */
    private static AnEvent liked(ServedTokens site, int position) {
        String token = site.make(new Serving("ann", "video", REQUEST, position), NOON);
        return aLike().served(REQUEST, position, token).at(NOON + HOUR);
    }

    private static ServedTokens site(int key) {
        return new ServedTokens(ServedKeys.of(List.of(bytes(key))));
    }

    private void key(String name, int key) throws IOException {
        Files.write(secrets.resolve(name), bytes(key));
    }

    private static byte[] bytes(int value) {
        byte[] key = new byte[ServedKeys.KEY_BYTES];
        Arrays.fill(key, (byte) value);
        return key;
    }

    private static List<String> reasons(Harness rules, AnEvent event) throws Exception {
        List<Candidate> out = rules.process(event);
        assertThat(out).hasSize(1);
        return out.get(0).reasons();
    }

    private Harness rules() throws Exception {
        return restored(new HashMapStateBackend(), null);
    }

    private Harness restored(StateBackend backend, OperatorSubtaskState checkpoint) throws Exception {
        return Harness.restored(
                new ApplyRules(Dimension.ACTOR, check),
                candidate -> ApplyRules.key(Dimension.ACTOR, candidate),
                backend,
                checkpoint);
    }
}
