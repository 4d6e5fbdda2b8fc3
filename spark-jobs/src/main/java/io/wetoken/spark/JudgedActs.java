package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.spark.core.Act;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The valid events of closed days, out of the Parquet files that their manifests name; only the columns that the scores ask for. */
final class JudgedActs {
    private static final StructType EVENT = new StructType()
            .add("kind", DataTypes.StringType)
            .add("actor", DataTypes.StringType)
            .add("owner", DataTypes.StringType)
            .add("content", DataTypes.StringType)
            .add("watchMs", DataTypes.LongType)
            .add("lengthMs", DataTypes.LongType)
            .add("received", DataTypes.LongType)
            // Null in files that were written before there were links.
            .add("link", DataTypes.StringType);
    private static final StructType JUDGED = new StructType()
            .add("event", EVENT)
            .add("verdict", DataTypes.StringType)
            .add("epoch", DataTypes.StringType);

    private JudgedActs() {}

    static JavaRDD<Act> of(SparkSession session, HadoopSource source, List<ClosedDay> days, Epoch epoch) {
        String[] files = days.stream()
                .flatMap(day -> day.judged().stream())
                .map(file -> source.uri(file.getPath()))
                .toArray(String[]::new);
        if (files.length == 0) {
            return new JavaSparkContext(session.sparkContext()).emptyRDD();
        }
        return session.read()
                .schema(JUDGED)
                .parquet(files)
                .where("verdict = '" + Verdict.VALID + "'")
                .selectExpr(
                        "epoch",
                        "event.kind",
                        "event.actor",
                        "event.owner",
                        "event.content",
                        "event.watchMs",
                        "event.lengthMs",
                        "event.received",
                        "event.link")
                .toJavaRDD()
                .map(new FromRow(epoch.day()));
    }

    /** Knows the day that is scored. */
    private record FromRow(long today) implements Function<Row, Act> {
        @Override
        public Act call(Row row) {
            long daysAgo = today - Epoch.parse(row.getString(0)).day();
            return new Act(
                    Math.toIntExact(daysAgo),
                    EventKind.valueOf(row.getString(1)),
                    row.getString(2),
                    text(row, 3),
                    text(row, 4),
                    number(row, 5),
                    number(row, 6),
                    row.getLong(7),
                    text(row, 8));
        }

        private static String text(Row row, int column) {
            return row.isNullAt(column) ? "" : row.getString(column);
        }

        private static long number(Row row, int column) {
            return row.isNullAt(column) ? 0 : row.getLong(column);
        }
    }
}
