package io.wetoken.spark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.recommender.Panel;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.RunConfig;
import io.wetoken.spark.learn.Trainers;
import io.wetoken.spark.learn.Training;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors in other processes get what they need, and no table shows where it was learnt, nor how people were cut. */
class ClusterIT {
    private static final long SEED = 20261130;
    private static final List<Table> TABLES = List.of(Table.BLEND, Table.COSINES, Table.LIKENESS, Table.REGRESSION);
    private static final PrintWriter QUIET = new PrintWriter(Writer.nullWriter());

    @TempDir
    private Path home;

    @Test
    void twoWorkersLearnWhatThisProcessLearns() throws IOException, InterruptedException {
        System.out.println("seed " + SEED);
        Map<Table, Object> here = learn(new SparkConf()
                .setAppName("here")
                .setMaster("local[3]")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.local.dir", home.resolve("here").toString()));
        Map<Table, Object> there;
        try (Cluster cluster = Cluster.start(2, 512, home.resolve("there"))) {
            there = learn(cluster.conf());
            assertThat(cluster.peakMb()).isPositive();
        }
        TABLES.forEach(table -> assertThat(there.get(table).equals(here.get(table)))
                .as("%s is the same", table)
                .isTrue());
    }

    private static Map<Table, Object> learn(SparkConf conf) throws IOException {
        Split split = MadeUpSplit.of(200, 150, SEED);
        RunConfig config = RunConfig.reference().with("the test", Map.of("graph.rank", "24", "graph.iterations", "1"));
        Map<Table, Object> learnt = new EnumMap<>(Table.class);
        try (SparkSession session = SparkSession.builder().config(conf).getOrCreate()) {
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            Training training = new Training(
                    session,
                    spark.parallelize(split.train(), spark.defaultParallelism()),
                    split.items(),
                    List.of(Panel.random(split.items(), 8, SEED)),
                    List.of(),
                    config.parameters(),
                    SEED,
                    QUIET);
            for (Table table : TABLES) {
                learnt.put(table, Trainers.learn(table, training));
            }
        }
        return learnt;
    }
}
