package io.wetoken.media.core;

/**
 * What one upload may be, and what one job may use.
 *
 * @param bytes of the uploaded file
 * @param seconds of playing time
 * @param pixels of one picture
 * @param memoryBytes of address space of a child process; libraries and thread stacks count, so it is far above what is touched
 * @param cpuBaseSeconds processor time that every job may use
 * @param cpuPerSecond processor time for each second of playing time, on top; 4K at 60 frames needs about 20 here
 */
public record Limits(long bytes, long seconds, long pixels, long memoryBytes, long cpuBaseSeconds, long cpuPerSecond) {
    /** Half an hour, 8K, 2 GiB. */
    public static final Limits DEFAULT = new Limits(2L << 30, 1_800, 8_192L * 4_352, 4L << 30, 60, 60);

    /** ffprobe and the loudness pass never encode: more is an attack. */
    public static final long PROBE_CPU_SECONDS = 20;

    /** The encoder takes no less. */
    static final int MIN_SIDE = 16;

    public Limits {
        if (bytes < 1 || seconds < 1 || pixels < 1 || memoryBytes < 1 || cpuBaseSeconds < 1 || cpuPerSecond < 1) {
            throw new IllegalArgumentException("Every limit must be positive: " + bytes + " bytes, " + seconds + " s, "
                    + pixels + " pixels, " + memoryBytes + " bytes of memory, " + cpuBaseSeconds + " + " + cpuPerSecond
                    + " s of processor time");
        }
    }

    /** Processor time of a job, for a clip whose length may be unknown. */
    public long cpuSeconds(double clipSeconds) {
        return cpuBaseSeconds + (long) Math.ceil(cpuPerSecond * Math.min(clipSeconds, (double) seconds));
    }
}
