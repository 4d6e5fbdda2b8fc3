package io.wetoken.mapreduce;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.lib.input.CombineSequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** What an earlier job left, several small files a task. */
final class SequenceInput {
    private SequenceInput() {}

    /** A directory that the earlier job had nothing to put into counts as empty. */
    static void configure(Job job, Path... directories) throws IOException {
        job.setInputFormatClass(CombineSequenceFileInputFormat.class);
        for (Path directory : directories) {
            FileSystem files = directory.getFileSystem(job.getConfiguration());
            if (!files.exists(directory) && !files.mkdirs(directory)) {
                throw new IOException("Cannot make the directory " + directory);
            }
            FileInputFormat.addInputPath(job, directory);
        }
    }
}
