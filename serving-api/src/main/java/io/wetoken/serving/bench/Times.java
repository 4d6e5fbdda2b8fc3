package io.wetoken.serving.bench;

import java.util.Arrays;

/** How long something took, many times. */
final class Times {
    private final long[] nanos;

    Times(long[] nanos) {
        this.nanos = nanos.clone();
        Arrays.sort(this.nanos);
    }

    /**
     * @param part from 0 to 1; 1 is the longest
     * @return 0 when there are none
     */
    double millis(double part) {
        return nanos.length == 0 ? 0 : nanos[(int) Math.min(nanos.length - 1L, (long) (nanos.length * part))] / 1e6;
    }
}
