package io.wetoken.spark;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.points.Confirmed;
import io.wetoken.behaviour.signal.Deeds;
import io.wetoken.spark.core.Act;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
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
            .add("link", DataTypes.StringType)
            .add("tx", DataTypes.StringType);
    private static final StructType JUDGED = new StructType()
            .add("event", EVENT)
            .add("verdict", DataTypes.StringType)
            .add("epoch", DataTypes.StringType);

    private JudgedActs() {}

    /** For whom no transfer is confirmed. */
    static JavaRDD<Act> of(SparkSession session, HadoopSource source, List<ClosedDay> days, Epoch epoch) {
        return of(session, source, days, epoch, new JavaSparkContext(session.sparkContext()).broadcast(Confirmed.NONE));
    }

    static JavaRDD<Act> of(
            SparkSession session,
            HadoopSource source,
            List<ClosedDay> days,
            Epoch epoch,
            Broadcast<Confirmed> confirmed) {
        return JudgedFiles.read(
                        session,
                        source,
                        days,
                        JUDGED,
                        "verdict = '" + Verdict.VALID + "'",
                        "epoch",
                        "event.kind",
                        "event.actor",
                        "event.owner",
                        "event.content",
                        "event.watchMs",
                        "event.lengthMs",
                        "event.received",
                        "event.link",
                        "event.tx")
                .map(new FromRow(epoch.day(), confirmed));
    }

    /** Knows the day that is scored, and its confirmed transfers. */
    private record FromRow(long today, Broadcast<Confirmed> confirmed) implements Function<Row, Act> {
        @Override
        public Act call(Row row) {
            long daysAgo = today - Epoch.parse(row.getString(0)).day();
            EventKind kind = EventKind.valueOf(row.getString(1));
            return new Act(
                    Math.toIntExact(daysAgo),
                    kind,
                    row.getString(2),
                    text(row, 3),
                    text(row, 4),
                    number(row, 5),
                    number(row, 6),
                    row.getLong(7),
                    text(row, 8),
                    daysAgo == 0 && isConfirmed(kind, row));
        }

        private boolean isConfirmed(EventKind kind, Row row) {
            return switch (kind) {
                case GIFT, TIP, PURCHASE ->
                    !row.isNullAt(3)
                            && !row.isNullAt(9)
                            && confirmed
                                    .value()
                                    .test(
                                            new AccountId(row.getString(2)),
                                            new Deeds.Transfer(new AccountId(row.getString(3)), row.getString(9)));
                default -> false;
            };
        }

        private static String text(Row row, int column) {
            return row.isNullAt(column) ? "" : row.getString(column);
        }

        private static long number(Row row, int column) {
            return row.isNullAt(column) ? 0 : row.getLong(column);
        }
    }
}
