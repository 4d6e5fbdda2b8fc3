package io.wetoken.spark.learn;

import java.io.PrintWriter;
import java.time.Duration;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/** Says every few seconds how many tasks Spark has done. */
public final class TaskProgress extends SparkListener {
    private static final long EVERY = Duration.ofSeconds(2).toNanos();

    private final PrintWriter out;
    private final long start = System.nanoTime();
    private long told = start;
    private int tasks;

    public TaskProgress(PrintWriter out) {
        this.out = out;
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        tasks++;
        long now = System.nanoTime();
        if (now - told >= EVERY) {
            told = now;
            out.printf(
                    "  %d tasks after %d s%n",
                    tasks, Duration.ofNanos(now - start).toSeconds());
        }
    }
}
