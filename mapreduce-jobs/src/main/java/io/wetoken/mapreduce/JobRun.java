package io.wetoken.mapreduce;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.output.FileOutputFormat;

/** Runs one job to its end. */
final class JobRun {
    private JobRun() {}

    /** @throws IOException naming the job that failed */
    static void of(Statistic statistic, Work work, PrintWriter progress) throws IOException {
        long start = System.nanoTime();
        Job job = Job.getInstance(work.conf(), "wetoken " + statistic.name() + " " + work.epoch());
        job.setJarByClass(JobRun.class);
        statistic.configure(job, work);
        FileOutputFormat.setOutputPath(job, work.path(statistic.name()));
        try {
            if (!job.waitForCompletion(false)) {
                throw new IOException("Job " + statistic.name() + " of " + work.epoch() + " failed: "
                        + job.getStatus().getFailureInfo());
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("Job " + statistic.name() + " names a class that is not there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Job " + statistic.name() + " of " + work.epoch() + " was interrupted", e);
        }
        statistic.finish(job, work);
        progress.printf("job %s: %.1f s%n", statistic.name(), (System.nanoTime() - start) / 1e9);
    }
}
