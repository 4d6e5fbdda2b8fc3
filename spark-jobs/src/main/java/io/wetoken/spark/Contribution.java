package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.spark.core.Act;
import io.wetoken.spark.core.Attention;
import io.wetoken.spark.core.Bond;
import io.wetoken.spark.core.ContributionRules;
import io.wetoken.spark.core.CreatorFigures;
import io.wetoken.spark.core.Giving;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * The two sums over acts, as Spark folds them. All are whole numbers and sets, so neither the number of partitions nor their order shows in the result.
 *
 * <p>Who is one person is known for the epoch's own day only, and is applied to all trailing days: whoever is one person today is not a fan of oneself.
 */
final class Contribution implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<Map<String, String>> persons;
    private final ActivityRules.Effective effective;
    private final ContributionRules rules;

    /** @param persons by account; who is not in it is a person alone */
    Contribution(JavaSparkContext spark, Map<String, String> persons, ActivityRules activity, ContributionRules rules) {
        this.persons = spark.broadcast(new HashMap<>(persons));
        this.effective = activity.effective();
        this.rules = rules;
    }

    /** Figures of every creator of the trailing days; some 200 bytes a creator in the driver. */
    Map<String, CreatorFigures> figures(JavaRDD<Act> acts) {
        return new TreeMap<>(acts.flatMapToPair(act -> bond(act).stream().iterator())
                .reduceByKey(Bond::merge)
                .mapToPair(bond -> new Tuple2<>(bond._1().creator(), bond._2().figures()))
                .reduceByKey(CreatorFigures::plus)
                .collectAsMap());
    }

    /** Promotion by creator, of the acts of the epoch's own day. */
    Map<String, Long> promotion(JavaRDD<Act> acts, Broadcast<Map<String, Long>> points) {
        JavaPairRDD<String, Map<String, Long>> weights = acts.filter(act -> act.daysAgo() == 0 && others(act))
                .mapToPair(act -> new Tuple2<>(new Tie(act.owner(), act.actor(), false), Attention.of(act)))
                .reduceByKey(Attention::merge)
                .mapToPair(tie -> new Tuple2<>(
                        tie._1().other(), one(tie._1().creator(), tie._2().weight(rules.promotion()))))
                .reduceByKey(Contribution::together);
        return new TreeMap<>(weights.flatMapToPair(viewer ->
                        Giving.of(points.value().getOrDefault(viewer._1(), 0L), viewer._2()).entrySet().stream()
                                .map(given -> new Tuple2<>(given.getKey(), given.getValue()))
                                .iterator())
                .reduceByKey(Math::addExact)
                .collectAsMap());
    }

    private Optional<Tuple2<Tie, Bond>> bond(Act act) {
        if (act.kind() == EventKind.RELEASE) {
            boolean own = act.owner().isEmpty() || act.owner().equals(act.actor());
            return act.content().isEmpty() || !own
                    ? Optional.empty()
                    : Optional.of(new Tuple2<>(new Tie(act.actor(), act.content(), true), Bond.of(act, effective)));
        }
        return others(act)
                ? Optional.of(new Tuple2<>(new Tie(act.owner(), person(act.actor()), false), Bond.of(act, effective)))
                : Optional.empty();
    }

    /** Whether it was done to the content of another person. */
    private boolean others(Act act) {
        return !act.owner().isEmpty() && !person(act.actor()).equals(person(act.owner()));
    }

    private String person(String account) {
        return persons.value().getOrDefault(account, account);
    }

    private static Map<String, Long> one(String creator, long weight) {
        Map<String, Long> one = new HashMap<>();
        one.put(creator, weight);
        return one;
    }

    private static Map<String, Long> together(Map<String, Long> left, Map<String, Long> right) {
        right.forEach((creator, weight) -> left.merge(creator, weight, Math::addExact));
        return left;
    }

    /** A creator and a person or viewer, or a creator and a content. */
    private record Tie(String creator, String other, boolean content) implements Serializable {}
}
