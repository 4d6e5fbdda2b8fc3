package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.spark.core.Shown;
import io.wetoken.spark.experiment.PersonSums;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/** Who was shown pages of an experiment, in which arm, and what each of them did: the log of pages says the arm, and the archive what came of it. */
final class Exposures {
    private Exposures() {}

    /**
     * Of which arm a place is.
     *
     * @param team null where nobody drafted
     */
    private record Tag(String arm, String team) implements Serializable {}

    /**
     * Each person once in an arm, in no order.
     *
     * @param experiment by its name
     */
    static List<PersonSums> of(
            SparkSession session,
            JavaRDD<ServedPage> pages,
            String experiment,
            ClosedDays closed,
            Epoch first,
            Epoch last)
            throws IOException {
        String prefix = experiment + ":";
        JavaRDD<ServedPage> exposed =
                pages.filter(page -> page.getExperiments().stream().anyMatch(arm -> arm.startsWith(prefix)));
        JavaRDD<PersonSums> shown = exposed.map(page -> PersonSums.none(arm(page, prefix), page.getAccount()));
        JavaPairRDD<Tuple2<String, Integer>, Tag> tags =
                exposed.flatMapToPair(page -> tags(page, prefix).iterator());
        JavaRDD<PersonSums> did = ShownPlaces.of(session, exposed, closed, first, last)
                .mapToPair(place -> new Tuple2<>(new Tuple2<>(place.request(), place.position()), place))
                .join(tags)
                .values()
                .map(both -> sums(both._1(), both._2()));
        return shown.union(did)
                .mapToPair(sums -> new Tuple2<>(new Tuple2<>(sums.arm(), sums.account()), sums))
                .reduceByKey(PersonSums::plus)
                .values()
                .collect();
    }

    private static PersonSums sums(Shown place, Tag tag) {
        return PersonSums.of(tag.arm(), place.account(), place.policy(), tag.team(), place.outcome());
    }

    private static List<Tuple2<Tuple2<String, Integer>, Tag>> tags(ServedPage page, String prefix) {
        List<Tuple2<Tuple2<String, Integer>, Tag>> tags = new ArrayList<>();
        for (ServedItem item : page.getItems()) {
            tags.add(new Tuple2<>(
                    new Tuple2<>(page.getRequest(), item.getPosition()), new Tag(arm(page, prefix), item.getTeam())));
        }
        return tags;
    }

    private static String arm(ServedPage page, String prefix) {
        return page.getExperiments().stream()
                .filter(arm -> arm.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }
}
