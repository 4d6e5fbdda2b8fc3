package io.wetoken.spark;

import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Where Spark runs, for every command that starts it. */
final class SparkMaster {
    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "",
            description = "Spark's master; default: what spark-submit says, else local[*].")
    private String url;

    String url() {
        return url;
    }

    /** @param job its name */
    SparkSession start(String job, Scratch scratch) {
        return Session.start(job, url, scratch.path());
    }
}
