package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.spark.core.Act;
import io.wetoken.spark.core.Attention;
import io.wetoken.spark.core.Bond;
import io.wetoken.spark.core.ContributionRules;
import io.wetoken.spark.core.CreatorFigures;
import io.wetoken.spark.core.Given;
import io.wetoken.spark.core.Giving;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** The sums over acts, as Spark folds them. All are whole numbers and sets, so neither the number of partitions nor their order shows in the result. */
final class Contribution implements Serializable {
    private static final long serialVersionUID = 1;

    private final People people;
    private final ActivityRules.Effective effective;
    private final ContributionRules rules;

    Contribution(People people, ActivityRules activity, ContributionRules rules) {
        this.people = people;
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

    /** What each viewer gives each creator, of the acts of the epoch's own day. */
    JavaPairRDD<Tie, Given> given(JavaRDD<Act> acts, Broadcast<Map<String, Long>> points) {
        JavaPairRDD<String, Map<String, Long>> weights = acts.filter(act -> act.daysAgo() == 0 && people.others(act))
                .mapToPair(act -> new Tuple2<>(Tie.of(act.owner(), act.actor()), Attention.of(act)))
                .reduceByKey(Attention::merge)
                .mapToPair(tie -> new Tuple2<>(
                        tie._1().other(), one(tie._1().creator(), tie._2().weight(rules.promotion()))))
                .reduceByKey(Contribution::together);
        return weights.flatMapToPair(viewer ->
                Giving.of(points.value().getOrDefault(viewer._1(), 0L), viewer._2()).entrySet().stream()
                        .map(given -> new Tuple2<>(
                                Tie.of(given.getKey(), viewer._1()),
                                new Given(given.getValue(), viewer._2().get(given.getKey()))))
                        .iterator());
    }

    /** Promotion by creator. */
    static Map<String, Long> promotion(JavaPairRDD<Tie, Given> given) {
        return new TreeMap<>(
                given.mapToPair(one -> new Tuple2<>(one._1().creator(), one._2().points()))
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
        return people.others(act)
                ? Optional.of(new Tuple2<>(Tie.of(act.owner(), people.person(act.actor())), Bond.of(act, effective)))
                : Optional.empty();
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
}
