package io.wetoken.behaviour.served;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.behaviour.served.ServedTokens.Reading;
import io.wetoken.behaviour.served.ServedTokens.Standing;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedTokensTest {
    private static final long AT = 1_795_000_000_000L;
    private static final byte[] OLD = key(1);
    private static final byte[] NEW = key(2);
    private static final Serving ITEM =
            new Serving("ann, the \"first\" é", "video-1", "6f9619ff-8b86-4d01-b42d-00cf4fc964ff", 7);

    private final ServedTokens tokens = tokens(OLD);

    @Test
    void whatWasMadeHereIsGenuine() {
        String text = tokens.make(ITEM, AT);
        assertThat(text).matches("[A-Za-z0-9_-]{60}").isEqualTo(tokens.make(ITEM, AT));
        assertThat(tokens.read(text, ITEM)).isEqualTo(new Reading(Standing.GENUINE, AT));
    }

    /**
     * What apps hold, and what the archive keeps: a change here makes all of it forged, and needs a new version beside the old one. The texts were computed by another
     * implementation, in Python.
     */
    @ParameterizedTest
    @CsvSource({
        "ann, clip-1, r, 0, 0, AccQyrcAAAAAAAAAAEEJxL6GUF3fx6WeAUGwkd7Jv9l0cxF1xxS_NljZ6hUo",
        "ann, clip-1, r, 1, 0, AccQyrcAAAAAAAAAAEEJxL6GUF3fx6WeAUGwkd4dxpWZnToV8BN5MKExJVC0",
        "bob, clip-2, 6f9619ff-8b86-4d01-b42d-00cf4fc964ff, 300, 1795000000000, AccQyrcAAAGh7lZeACzFZZlXNV37vwRs4MF2zYMGKPYAzZPkpDZEdtXBDf1O"
    })
    void tokensOutliveReleases(String account, String content, String request, int position, long at, String text) {
        Serving item = new Serving(account, content, request, position);
        assertThat(tokens.make(item, at)).isEqualTo(text);
        assertThat(tokens.read(text, item)).isEqualTo(new Reading(Standing.GENUINE, at));
    }

    @Test
    void whatWasMadeForSomethingElseIsForeign() {
        String text = tokens.make(ITEM, AT);
        List<Serving> others = List.of(
                new Serving("bob", ITEM.content(), ITEM.request(), ITEM.position()),
                new Serving(ITEM.account(), "video-2", ITEM.request(), ITEM.position()),
                new Serving(ITEM.account(), ITEM.content(), "", ITEM.position()),
                new Serving(ITEM.account(), ITEM.content(), ITEM.request(), 8),
                new Serving(ITEM.account() + ITEM.content(), "", ITEM.request(), ITEM.position()));
        assertThat(others)
                .allSatisfy(other -> assertThat(tokens.read(text, other)).isEqualTo(new Reading(Standing.FOREIGN, AT)));
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] whole = Base64.getUrlDecoder().decode(tokens.make(ITEM, AT));
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            Standing standing = bit / 8 >= 1 && bit / 8 < 5
                    ? Standing.UNKNOWN_KEY
                    : bit / 8 < 29 ? Standing.FORGED : Standing.FOREIGN;
            assertThat(tokens.read(Base64.getUrlEncoder().encodeToString(changed), ITEM)
                            .standing())
                    .as("bit %d", bit)
                    .isEqualTo(standing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "eyJhbGciOiJFZERTQSJ9.e30.c2ln", "字字字字字字字字字字字字字字字字字字字字"})
    void whateverElseItIsItIsForged(String text) {
        assertThat(tokens.read(text, ITEM)).isEqualTo(new Reading(Standing.FORGED, 0));
        assertThat(tokens.read(text.repeat(60).substring(0, Math.min(60, text.length() * 60)), ITEM))
                .isEqualTo(new Reading(Standing.FORGED, 0));
    }

    @Test
    void randomTextsAreNeverGenuineAndNeverThrow() {
        long seed = 29;
        Random random = new Random(seed);
        byte[] bytes = new byte[45];
        for (int i = 0; i < 5_000; i++) {
            random.nextBytes(bytes);
            bytes[0] = (byte) random.nextInt(2);
            String text = Base64.getUrlEncoder().encodeToString(bytes);
            assertThat(tokens.read(text, ITEM).standing())
                    .as("seed %d, %s", seed, text)
                    .isIn(Standing.FORGED, Standing.UNKNOWN_KEY);
        }
    }

    @Test
    void theNewestKeyMakesThemAndTheOldOnesStillCount() {
        ServedTokens both = tokens(OLD, NEW);
        String old = tokens.make(ITEM, AT);
        String fresh = both.make(ITEM, AT);
        assertThat(fresh).isEqualTo(tokens(NEW).make(ITEM, AT)).isNotEqualTo(old);
        assertThat(both.read(old, ITEM).standing()).isEqualTo(Standing.GENUINE);
        assertThat(both.read(fresh, ITEM).standing()).isEqualTo(Standing.GENUINE);
        assertThat(tokens.read(fresh, ITEM).standing())
                .as("whoever has not got the new key says so")
                .isEqualTo(Standing.UNKNOWN_KEY);
    }

    @Test
    void withoutAKeyNoneIsMade() {
        assertThatThrownBy(() -> tokens().make(ITEM, AT)).isInstanceOf(IllegalStateException.class);
        assertThat(tokens().read(tokens.make(ITEM, AT), ITEM).standing()).isEqualTo(Standing.UNKNOWN_KEY);
    }

    @Test
    void everyItemOfAPageHasItsOwn() {
        Set<String> all = new HashSet<>();
        for (int position = 0; position < 100; position++) {
            all.add(tokens.make(new Serving("ann", "clip", "r", position), AT));
        }
        assertThat(all).hasSize(100);
    }

    private static ServedTokens tokens(byte[]... keys) {
        return new ServedTokens(ServedKeys.of(Arrays.asList(keys)));
    }

    private static byte[] key(int value) {
        byte[] key = new byte[ServedKeys.KEY_BYTES];
        Arrays.fill(key, (byte) value);
        return key;
    }
}
