package io.wetoken.mapreduce;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/** Gives a run a place for what passes between its jobs, and takes it away afterwards. */
final class ScratchWork {
    private ScratchWork() {}

    /** What is done with it. */
    interface Task {
        void run(Work work) throws IOException;
    }

    /**
     * @param work where it is to be; empty: hidden in the result's directory
     * @param directory of the result, while it is filled
     */
    static void during(
            Configuration conf, Optional<String> work, Epoch epoch, Path directory, PrintWriter progress, Task task)
            throws IOException {
        Path scratch = directory.resolve(".work");
        if (LocalRunner.runs(conf)) {
            LocalRunner.tune(conf, scratch.resolve("runner"));
        }
        org.apache.hadoop.fs.Path root = work.map(named -> new org.apache.hadoop.fs.Path(
                        named, directory.getFileName().toString()))
                .orElseGet(() ->
                        new org.apache.hadoop.fs.Path(scratch.resolve("jobs").toUri()));
        try {
            task.run(Work.create(conf, root, epoch));
        } finally {
            FileSystem files = root.getFileSystem(conf);
            if (files.exists(root) && !files.delete(root, true)) {
                progress.println("could not delete " + root);
            }
        }
    }
}
