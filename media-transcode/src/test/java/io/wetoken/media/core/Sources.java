package io.wetoken.media.core;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Sources to compute with. */
final class Sources {
    private Sources() {}

    static Source of(int width, int height) {
        return of(width, height, 30, 60, true);
    }

    static Source of(int width, int height, double frames, double seconds, boolean sound) {
        return new Source(
                width,
                height,
                new FrameRate((int) frames, 1),
                false,
                false,
                seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty(),
                0,
                "mov",
                "h264",
                0,
                sound ? "aac" : "",
                sound ? OptionalInt.of(1) : OptionalInt.empty());
    }
}
