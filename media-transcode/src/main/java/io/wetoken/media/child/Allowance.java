package io.wetoken.media.child;

import java.time.Duration;

/**
 * What one child process may use.
 *
 * @param memoryBytes of address space
 * @param fileBytes of the largest file it may write
 * @param wall how long it may take, whatever it does
 */
public record Allowance(long cpuSeconds, long memoryBytes, long fileBytes, Duration wall) {
    public Allowance {
        if (cpuSeconds < 1 || memoryBytes < 1 || fileBytes < 1 || wall.isNegative() || wall.isZero()) {
            throw new IllegalArgumentException("Every allowance must be positive: " + cpuSeconds + " s, " + memoryBytes
                    + " bytes of memory, files of " + fileBytes + " bytes, " + wall);
        }
    }
}
