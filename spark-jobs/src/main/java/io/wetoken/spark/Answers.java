package io.wetoken.spark;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.spark.core.Answer;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The valid events of closed days that name a place of a page. */
final class Answers {
    private static final StructType EVENT = new StructType()
            .add("kind", DataTypes.StringType)
            .add("actor", DataTypes.StringType)
            .add("content", DataTypes.StringType)
            .add("watchMs", DataTypes.LongType)
            .add("lengthMs", DataTypes.LongType)
            .add("received", DataTypes.LongType)
            .add("request", DataTypes.StringType)
            .add("position", DataTypes.IntegerType);
    private static final StructType JUDGED =
            new StructType().add("event", EVENT).add("verdict", DataTypes.StringType);

    private Answers() {}

    static JavaRDD<Answer> of(SparkSession session, HadoopSource source, List<ClosedDay> days) {
        return JudgedFiles.read(
                        session,
                        source,
                        days,
                        JUDGED,
                        "verdict = '" + Verdict.VALID
                                + "' and event.content is not null and event.request is not null and event.position is not null",
                        "event.kind",
                        "event.actor",
                        "event.content",
                        "coalesce(event.watchMs, 0)",
                        "coalesce(event.lengthMs, 0)",
                        "event.received",
                        "event.request",
                        "event.position")
                .map(Answers::answer);
    }

    private static Answer answer(Row row) {
        return new Answer(
                row.getString(1),
                row.getString(6),
                row.getInt(7),
                row.getString(2),
                EventKind.valueOf(row.getString(0)),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5));
    }
}
