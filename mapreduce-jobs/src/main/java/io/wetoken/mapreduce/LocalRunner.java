package io.wetoken.mapreduce;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;

/** What makes Hadoop's local runner quick on small days. Where a cluster is configured, nothing of it applies. */
final class LocalRunner {
    private LocalRunner() {}

    static boolean runs(Configuration conf) {
        return conf.get("mapreduce.framework.name", "local").equals("local");
    }

    /** @param scratch for the runner's own files, so that several runs on a machine never meet */
    static void tune(Configuration conf, Path scratch) {
        conf.set("hadoop.tmp.dir", scratch.toString());
        conf.set("mapreduce.cluster.local.dir", scratch.resolve("local").toString());
        conf.set(
                "mapreduce.jobtracker.staging.root.dir",
                scratch.resolve("staging").toString());
        int cores = Runtime.getRuntime().availableProcessors();
        conf.setInt("mapreduce.local.map.tasks.maximum", cores);
        conf.setInt("mapreduce.local.reduce.tasks.maximum", cores);
        // The default of 100 MB is allocated and cleared for every single task.
        conf.setInt("mapreduce.task.io.sort.mb", 16);
        // The defaults, 1 s and 5 s, are longer than a job.
        conf.setInt("mapreduce.client.progressmonitor.pollinterval", 20);
        conf.setInt("mapreduce.client.completion.pollinterval", 20);
    }
}
