package io.wetoken.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteCodecTest {
    @Test
    void readsWhatWasWritten() {
        byte[] bytes = new ByteWriter()
                .number(Long.MIN_VALUE)
                .number(-1)
                .number(0)
                .number(Long.MAX_VALUE)
                .bits(0x8000_0000_0000_0001L)
                .text("")
                .text("Zoë 🎥")
                .block(new byte[] {1, 2})
                .bytes();
        ByteReader in = new ByteReader("test", bytes);
        assertThat(in.number()).isEqualTo(Long.MIN_VALUE);
        assertThat(in.number()).isEqualTo(-1);
        assertThat(in.number()).isZero();
        assertThat(in.number()).isEqualTo(Long.MAX_VALUE);
        assertThat(in.bits()).isEqualTo(0x8000_0000_0000_0001L);
        assertThat(in.text()).isEmpty();
        assertThat(in.text()).isEqualTo("Zoë 🎥");
        assertThat(in.block()).containsExactly(1, 2);
        in.end();
    }

    @Test
    void textsArePassedOverAndPartsAreTakenOver() {
        byte[] bytes = new ByteWriter().text("one").text("two").text("three").bytes();
        ByteReader in = new ByteReader("test", bytes);
        in.skipText();
        int from = in.position();
        assertThat(in.textIs("too".getBytes(StandardCharsets.UTF_8))).isFalse();
        assertThat(new ByteWriter().part(bytes, from, in.position()).bytes())
                .isEqualTo(new ByteWriter().text("two").bytes());
        assertThat(in.textIs("three".getBytes(StandardCharsets.UTF_8))).isTrue();
        in.end();
    }

    @Test
    void brokenBytesAreNamedAndNothingElseIsThrown() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThatThrownBy(() -> {
                        ByteReader in = new ByteReader("noise", bytes);
                        in.version(424_242);
                    })
                    .as("seed %d: %s", seed, Arrays.toString(bytes))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("Cannot read noise of " + bytes.length + " bytes");
        }
    }

    @Test
    void aHugeLengthReservesNothing() {
        byte[] bytes = new ByteWriter().number(Integer.MAX_VALUE).bytes();
        assertThatThrownBy(() -> new ByteReader("text", bytes).text()).hasMessageContaining("a count is 2147483647");
    }

    @Test
    void leftOversAreRefused() {
        byte[] bytes = new ByteWriter().number(1).number(2).bytes();
        ByteReader in = new ByteReader("two", bytes);
        in.version(1);
        assertThatThrownBy(in::end).hasMessageContaining("1 bytes are left over");
    }
}
