package io.wetoken.media.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
    @ParameterizedTest
    @CsvSource({
        "1920, 1080, 426x240 640x360 854x480 1280x720 1920x1080",
        "1080, 1920, 240x426 360x640 480x854 720x1280 1080x1920",
        "3840, 2160, 426x240 640x360 854x480 1280x720 1920x1080",
        "854, 480, 428x240 640x360 854x480",
        "853, 480, 426x240 640x360 852x480",
        "960, 540, 426x240 640x360 854x480",
        "1000, 600, 400x240 600x360 800x480 1000x600",
        "101, 75, 100x74",
        "16, 16, 16x16",
        "2400, 240, 2400x240",
        "10800, 1080, 2400x240 3600x360"
    })
    void aSourceGetsRungsUpToItsOwnSize(int width, int height, String rungs) {
        assertThat(String.join(
                        " ",
                        Ladder.of(Sources.of(width, height)).stream()
                                .map(rung -> rung.width() + "x" + rung.height())
                                .toList()))
                .isEqualTo(rungs);
    }

    @Test
    void theUsualSizesGetTheUsualRates() {
        assertThat(Ladder.of(Sources.of(1920, 1080)).stream().map(Rung::bitsPerSecond))
                .satisfies(bits -> assertThat(bits.get(4)).isEqualTo(5_000_000))
                .satisfies(bits -> assertThat(bits.get(3)).isEqualTo(2_800_000));
    }

    @Test
    void aSourceOfFewBitsGetsNoMoreThanItHas() {
        Source poor = new Source(
                1920,
                1080,
                new FrameRate(30, 1),
                false,
                false,
                OptionalDouble.of(1),
                1_000_000,
                "mov",
                "av1",
                0,
                "",
                OptionalInt.empty());
        assertThat(Ladder.of(poor).stream().mapToInt(Rung::bitsPerSecond)).allMatch(bits -> bits <= 1_150_000);
    }

    @Test
    void noRungIsEverAboveItsSource() {
        long seed = 7;
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int side = 16 + random.nextInt(3_000);
            int other = side + random.nextInt(side * 9 + 1);
            boolean portrait = random.nextBoolean();
            Source source = portrait ? Sources.of(side, other) : Sources.of(other, side);
            List<Rung> rungs = Ladder.of(source);
            assertThat(rungs).as("seed %d, %s", seed, source).isNotEmpty().allSatisfy(rung -> {
                assertThat(rung.width()).isEven().isBetween(2, Math.min(3_840, source.width()));
                assertThat(rung.height()).isEven().isBetween(2, Math.min(3_840, source.height()));
                assertThat(rung.bitsPerSecond()).isPositive();
                assertThat((double) rung.width() / rung.height())
                        .isBetween(0.85 * source.width() / source.height(), 1.15 * source.width() / source.height());
            });
            assertThat(rungs).isSortedAccordingTo((a, b) -> Integer.compare(a.side(), b.side()));
            assertThat(rungs.stream().map(Rung::directory)).doesNotHaveDuplicates();
        }
    }
}
