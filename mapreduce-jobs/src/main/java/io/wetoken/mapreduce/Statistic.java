package io.wetoken.mapreduce;

import java.io.IOException;
import org.apache.hadoop.mapreduce.Job;

/** One mapper and reducer, from what is there when it runs to what the next ones need. */
interface Statistic {
    /** Unique; names the job and its output directory. */
    String name();

    /** Sets everything but the output directory. */
    void configure(Job job, Work work) throws IOException;

    /** In the driver, when the job has succeeded. */
    default void finish(Job job, Work work) throws IOException {}
}
