package io.wetoken.spark;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Hiding;
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

/**
 * Who was shown pages of an experiment, in which arm, and what each of them did: the log of pages says the arm, the archive what came of it, and the log of hidings how often they muted, blocked or
 * dismissed something after their first such page.
 */
record Exposures(SparkSession session, ClosedDays closed, Epoch first, Epoch last) {
    /**
     * Of which arm a place is.
     *
     * @param team null where nobody drafted
     */
    private record Tag(String arm, String team) implements Serializable {}

    /** In which arm somebody is, and since when: of their first page, ms since 1970. */
    private record Since(String arm, long at) implements Serializable {
        Since earlier(Since other) {
            return at <= other.at ? this : other;
        }
    }

    /**
     * Each person once in an arm, in no order.
     *
     * @param experiment by its name
     */
    List<PersonSums> of(JavaRDD<ServedPage> pages, JavaRDD<Hiding> hidings, String experiment) throws IOException {
        String prefix = experiment + ":";
        JavaRDD<ServedPage> exposed =
                pages.filter(page -> page.getExperiments().stream().anyMatch(arm -> arm.startsWith(prefix)));
        JavaPairRDD<String, Since> since = exposed.mapToPair(
                        page -> new Tuple2<>(page.getAccount(), new Since(arm(page, prefix), page.getAt())))
                .reduceByKey(Since::earlier);
        JavaRDD<PersonSums> shown =
                since.map(person -> PersonSums.none(person._2().arm(), person._1()));
        JavaPairRDD<Tuple2<String, Integer>, Tag> tags =
                exposed.flatMapToPair(page -> tags(page, prefix).iterator());
        JavaRDD<PersonSums> did = ShownPlaces.of(session, exposed, closed, first, last)
                .mapToPair(place -> new Tuple2<>(new Tuple2<>(place.request(), place.position()), place))
                .join(tags)
                .values()
                .map(both -> sums(both._1(), both._2()));
        JavaRDD<PersonSums> hid = hidings.mapToPair(hiding -> new Tuple2<>(hiding.getAccount(), hiding.getAt()))
                .join(since)
                .filter(person -> person._2()._1() >= person._2()._2().at())
                .map(person -> PersonSums.hides(person._2()._2().arm(), person._1(), 1));
        return shown.union(did)
                .union(hid)
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
