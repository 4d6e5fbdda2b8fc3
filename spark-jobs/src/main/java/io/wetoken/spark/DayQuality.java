package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.recommender.quality.DayFigures;
import io.wetoken.recommender.quality.Days;
import io.wetoken.recommender.quality.QualityRules;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.PairFlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import scala.Tuple2;

/** The figures of a day and of those before it: all acts are read once, counted by whatever they share, and the counts folded. */
final class DayQuality {
    private static final StructType EVENT = new StructType()
            .add("id", DataTypes.StringType)
            .add("kind", DataTypes.StringType)
            .add("actor", DataTypes.StringType)
            .add("owner", DataTypes.StringType)
            .add("content", DataTypes.StringType)
            .add("received", DataTypes.LongType);
    private static final StructType JUDGED = new StructType()
            .add("event", EVENT)
            .add("verdict", DataTypes.StringType)
            .add("epoch", DataTypes.StringType);

    private DayQuality() {}

    /** @param window the closed days that are learnt from, oldest first; the last is the one that is checked */
    static Days of(SparkSession session, HadoopSource source, List<ClosedDay> window, QualityRules rules) {
        Epoch today = window.get(window.size() - 1).epoch();
        List<ClosedDay> read = window.stream()
                .filter(day -> today.day() - day.epoch().day() <= rules.daysBefore())
                .toList();
        Map<Integer, DayTally> tallies = tallies(session, source, read, today);
        List<DayFigures> figures = read.stream()
                .map(day -> tallies.getOrDefault(ago(today, day.epoch()), new DayTally())
                        .figures(day.epoch().toString()))
                .toList();
        int last = figures.size() - 1;
        return new Days(figures.get(last), figures.subList(0, last), missing(window));
    }

    private static int ago(Epoch today, Epoch day) {
        return Math.toIntExact(today.day() - day.day());
    }

    /** Between the first closed day and the last. */
    private static List<String> missing(List<ClosedDay> window) {
        Set<Epoch> closed = window.stream().map(ClosedDay::epoch).collect(Collectors.toSet());
        List<String> missing = new ArrayList<>();
        Epoch last = window.get(window.size() - 1).epoch();
        for (Epoch day = window.get(0).epoch(); day.compareTo(last) < 0; day = day.plusDays(1)) {
            if (!closed.contains(day)) {
                missing.add(day.toString());
            }
        }
        return missing;
    }

    private static Map<Integer, DayTally> tallies(
            SparkSession session, HadoopSource source, List<ClosedDay> days, Epoch today) {
        JavaRDD<Row> acts = JudgedFiles.read(
                session,
                source,
                days,
                JUDGED,
                "true",
                "epoch",
                "verdict",
                "event.id",
                "event.kind",
                "event.actor",
                "event.owner",
                "event.content",
                "event.received");
        Map<Integer, DayTally> nothing = new TreeMap<>();
        return acts.flatMapToPair(new Counted(today.day()))
                .reduceByKey(DayTally.Count::plus)
                .aggregate(nothing, DayQuality::added, DayQuality::joined);
    }

    private static Map<Integer, DayTally> added(
            Map<Integer, DayTally> days, Tuple2<DayTally.Key, DayTally.Count> counted) {
        DayTally.Key key = counted._1();
        days.computeIfAbsent(key.daysAgo(), any -> new DayTally()).add(key, counted._2());
        return days;
    }

    private static Map<Integer, DayTally> joined(Map<Integer, DayTally> left, Map<Integer, DayTally> right) {
        right.forEach((day, tally) -> left.merge(day, tally, DayTally::plus));
        return left;
    }

    /** By what an act is counted. Ids, the most, only on the day itself. */
    private record Counted(long today) implements PairFlatMapFunction<Row, DayTally.Key, DayTally.Count> {
        @Override
        public Iterator<Tuple2<DayTally.Key, DayTally.Count>> call(Row act) {
            Epoch epoch = Epoch.parse(act.getString(0));
            int ago = Math.toIntExact(today - epoch.day());
            List<Tuple2<DayTally.Key, DayTally.Count>> counted = new ArrayList<>();
            if (ago == 0) {
                counted.add(one(DayTally.What.ID, ago, act.getString(2)));
            }
            if (!Epoch.of(act.getLong(7)).equals(epoch)) {
                counted.add(one(DayTally.What.OUTSIDE, ago, ""));
            }
            if (!act.getString(1).equals(Verdict.VALID.name())) {
                counted.add(one(DayTally.What.SUSPECT, ago, ""));
                return counted.iterator();
            }
            counted.add(one(DayTally.What.KIND, ago, act.getString(3)));
            counted.add(one(DayTally.What.ACTOR, ago, act.getString(4)));
            if (!act.isNullAt(6)) {
                boolean owned = !act.isNullAt(5) && !act.getString(5).isEmpty();
                counted.add(new Tuple2<>(
                        new DayTally.Key(DayTally.What.CONTENT, ago, act.getString(6)), new DayTally.Count(1, owned)));
            }
            return counted.iterator();
        }

        private static Tuple2<DayTally.Key, DayTally.Count> one(DayTally.What what, int ago, String value) {
            return new Tuple2<>(new DayTally.Key(what, ago, value), new DayTally.Count(1, true));
        }
    }
}
