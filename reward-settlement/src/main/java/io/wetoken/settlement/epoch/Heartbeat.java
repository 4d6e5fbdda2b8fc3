package io.wetoken.settlement.epoch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Says from time to time that a step still runs, for most of its time passes in other processes. */
final class Heartbeat implements AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "heartbeat");
        made.setDaemon(true);
        return made;
    });
    private final Future<?> beating;

    /**
     * @param every how long it is quiet
     * @param tell how long it has been going
     */
    Heartbeat(Duration every, Consumer<Duration> tell) {
        long begun = System.nanoTime();
        beating = thread.scheduleAtFixedRate(
                () -> tell.accept(Duration.ofNanos(System.nanoTime() - begun)),
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    <T> T during(RunLock.Task<T> task) throws IOException, InterruptedException {
        return task.run();
    }

    @Override
    public void close() {
        beating.cancel(false);
        thread.shutdownNow();
    }
}
