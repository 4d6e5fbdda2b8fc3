package io.wetoken.spark;

import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark as it is configured, by {@code spark-submit} or {@code --master}; on one machine, small and silent. */
final class Session {
    private Session() {}

    /**
     * @param name of the job
     * @param scratch for what a local run spills, removed with the result's temporary directory
     */
    static SparkSession start(String name, String master, Path scratch) {
        SparkConf conf = new SparkConf().setAppName("wetoken " + name);
        if (!master.isEmpty()) {
            conf.setMaster(master);
        }
        conf.setIfMissing("spark.master", "local[*]");
        // Tables of models are collected; how large they may be is bounded where they are learnt, not by Spark's 1 GB,
        // at which it stops halfway.
        conf.setIfMissing("spark.driver.maxResultSize", "0");
        if (conf.get("spark.master").startsWith("local")) {
            conf.setIfMissing("spark.ui.enabled", "false")
                    .setIfMissing("spark.driver.bindAddress", "127.0.0.1")
                    .setIfMissing("spark.driver.host", "127.0.0.1")
                    .setIfMissing("spark.local.dir", scratch.resolve("spill").toString())
                    .setIfMissing(
                            "spark.checkpoint.dir",
                            scratch.resolve("checkpoints").toUri().toString())
                    .setIfMissing(
                            "spark.sql.warehouse.dir",
                            scratch.resolve("warehouse").toUri().toString())
                    // One stage reads the archive by SQL; compiling code for it takes longer than running it on a small
                    // day.
                    .setIfMissing("spark.sql.codegen.wholeStage", "false");
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }
}
