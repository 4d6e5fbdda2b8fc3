package io.wetoken.ingest.bench;

import java.util.Arrays;

/** How long answers took. */
final class Times {
    private final long[] micros;

    Times(long[] micros) {
        this.micros = micros.clone();
        Arrays.sort(this.micros);
    }

    /**
     * @param part from 0 to 1; 1 is the longest
     * @return 0 when there are none
     */
    double millis(double part) {
        return micros.length == 0
                ? 0
                : micros[(int) Math.min(micros.length - 1L, (long) (micros.length * part))] / 1_000.0;
    }
}
