package io.wetoken.stack.launcher.demo;

import io.wetoken.stack.launcher.supervise.Memory;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The most that this process and all that it started held in memory at one moment, looked at every second. */
final class PeakMemory implements AutoCloseable {
    private final AtomicLong peakKb = new AtomicLong();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "memory");
        thread.setDaemon(true);
        return thread;
    });

    private PeakMemory() {}

    static PeakMemory start() {
        PeakMemory memory = new PeakMemory();
        var unused = memory.timer.scheduleWithFixedDelay(
                () -> memory.peakKb.accumulateAndGet(Memory.familyKb(), Math::max), 1, 1, TimeUnit.SECONDS);
        return memory;
    }

    long peakMb() {
        return peakKb.get() >> 10;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
