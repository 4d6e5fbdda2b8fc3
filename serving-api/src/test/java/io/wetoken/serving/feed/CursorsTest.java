package io.wetoken.serving.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wetoken.serving.core.BadInput;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CursorsTest {
    private static final long BEGUN = 1_000_000;
    private static final long DAY = Duration.ofHours(24).toMillis();
    private static final Cursor CURSOR = new Cursor(
            "ann", "2026-11-21-0123456789ab", BEGUN, 7, List.of(Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE));

    private final Cursors cursors = new Cursors(new byte[Cursors.KEY_BYTES]);

    @Test
    void aCursorComesBackAsItWas() {
        assertThat(cursors.read(cursors.write(CURSOR), "ann", BEGUN)).isEqualTo(CURSOR);
    }

    @Test
    void itCountsForADayAndThenSaysWhatToDo() {
        String text = cursors.write(CURSOR);

        assertThat(cursors.read(text, "ann", BEGUN + DAY)).isEqualTo(CURSOR);
        assertThatThrownBy(() -> cursors.read(text, "ann", BEGUN + DAY + 1))
                .isInstanceOf(BadInput.class)
                .hasMessage("This cursor is older than 24 hours; leave it out to begin the feed anew");
    }

    @Test
    void noBitOfItCanBeChanged() {
        byte[] whole = Base64.getUrlDecoder().decode(cursors.write(CURSOR));
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            String text = Base64.getUrlEncoder().encodeToString(changed);
            assertThatThrownBy(() -> cursors.read(text, "ann", BEGUN))
                    .as("bit %d", bit)
                    .isInstanceOf(BadInput.class)
                    .hasMessageStartingWith("This is no cursor of a feed");
        }
    }

    @Test
    void anotherKeysCursorIsNone() {
        byte[] other = new byte[Cursors.KEY_BYTES];
        other[0] = 1;

        assertThatThrownBy(() -> new Cursors(other).read(cursors.write(CURSOR), "ann", BEGUN))
                .isInstanceOf(BadInput.class);
    }

    /** A request line of 8 KiB is what servers and proxies take. */
    @Test
    void howeverLongAFeedIsItsCursorFitsIntoAnAddress() {
        List<Integer> served = IntStream.range(0, 5_000)
                .map(i -> Integer.MIN_VALUE + i)
                .boxed()
                .toList();
        Cursor endless = new Cursor("a".repeat(64), "m".repeat(64), Long.MAX_VALUE, Integer.MAX_VALUE, served);

        assertThat(endless.served()).hasSize(Cursor.MAX_SERVED).startsWith(Integer.MIN_VALUE);
        assertThat(cursors.write(endless)).hasSizeLessThan(2_500);
    }
}
