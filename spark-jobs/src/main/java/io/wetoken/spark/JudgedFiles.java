package io.wetoken.spark;

import io.wetoken.behaviour.files.ClosedDay;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** The judged events of closed days, out of the Parquet files that their manifests name. */
final class JudgedFiles {
    private JudgedFiles() {}

    /**
     * Rows of these columns; none where the days have no files.
     *
     * @param schema as much of an event and its judgement as is asked for
     * @param where in SQL, which events
     */
    static JavaRDD<Row> read(
            SparkSession session,
            HadoopSource source,
            List<ClosedDay> days,
            StructType schema,
            String where,
            String... columns) {
        String[] files = days.stream()
                .flatMap(day -> day.judged().stream())
                .map(file -> source.uri(file.getPath()))
                .toArray(String[]::new);
        return files.length == 0
                ? new JavaSparkContext(session.sparkContext()).emptyRDD()
                : session.read()
                        .schema(schema)
                        .parquet(files)
                        .where(where)
                        .selectExpr(columns)
                        .toJavaRDD();
    }
}
