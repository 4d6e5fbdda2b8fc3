package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.signal.Heat;
import io.wetoken.behaviour.signal.Signals;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** The heat of contents at the end of a closed day, folded by the signal that the live trending list is folded by. */
final class JudgedHeat {
    private static final StructType EVENT = new StructType()
            .add("kind", DataTypes.StringType)
            .add("content", DataTypes.StringType)
            .add("watchMs", DataTypes.LongType)
            .add("lengthMs", DataTypes.LongType)
            .add("at", DataTypes.LongType)
            .add("sent", DataTypes.LongType)
            .add("received", DataTypes.LongType);
    private static final StructType JUDGED = new StructType()
            .add("event", EVENT)
            .add("verdict", DataTypes.StringType)
            .add("trustPpm", DataTypes.IntegerType);

    private JudgedHeat() {}

    /**
     * @param days closed ones; older ones than heat lasts are not read
     * @return millionths by content
     */
    static Map<String, Long> of(SparkSession session, HadoopSource source, List<ClosedDay> days, Epoch epoch) {
        ActivityRules.Trend trend = ActivityRules.reference().trend();
        Epoch first = epoch.plusDays(-TimeUnit.HOURS.toDays(trend.hours()) - 1);
        List<ClosedDay> read =
                days.stream().filter(day -> day.epoch().compareTo(first) >= 0).toList();
        long end = epoch.end();
        Map<String, Long> heat = new HashMap<>();
        JudgedFiles.read(
                        session,
                        source,
                        read,
                        JUDGED,
                        "verdict = '" + Verdict.VALID + "' and event.content is not null",
                        "event.content",
                        "event.kind",
                        "event.watchMs",
                        "event.lengthMs",
                        "event.at",
                        "event.sent",
                        "event.received",
                        "trustPpm")
                .mapPartitionsToPair(JudgedHeat::fold)
                .reduceByKey((left, right) ->
                        Signals.HEAT.encode(Signals.HEAT.merge(Signals.HEAT.decode(left), Signals.HEAT.decode(right))))
                .mapValues(bytes -> Signals.HEAT.decode(bytes).micros(end, trend))
                .collect()
                .forEach(entry -> heat.put(entry._1(), entry._2()));
        return heat;
    }

    private static Iterator<Tuple2<String, byte[]>> fold(Iterator<Row> rows) {
        Map<String, Heat> heat = new HashMap<>();
        rows.forEachRemaining(
                row -> heat.merge(row.getString(0), Signals.HEAT.add(Heat.NONE, event(row)), Signals.HEAT::merge));
        return heat.entrySet().stream()
                .map(entry -> new Tuple2<>(entry.getKey(), Signals.HEAT.encode(entry.getValue())))
                .iterator();
    }

    /** As much of the event as heat asks for. */
    private static JudgedEvent event(Row row) {
        BehaviourEvent event = new BehaviourEvent();
        event.setContent(row.getString(0));
        event.setKind(EventKind.valueOf(row.getString(1)));
        event.setWatchMs(row.isNullAt(2) ? null : row.getLong(2));
        event.setLengthMs(row.isNullAt(3) ? null : row.getLong(3));
        event.setAt(row.getLong(4));
        event.setSent(row.getLong(5));
        event.setReceived(row.getLong(6));
        JudgedEvent judged = new JudgedEvent();
        judged.setEvent(event);
        judged.setVerdict(Verdict.VALID);
        judged.setTrustPpm(row.getInt(7));
        return judged;
    }
}
