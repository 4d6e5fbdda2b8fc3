package io.wetoken.spark;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.spark.core.Answer;
import io.wetoken.spark.core.Shown;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import scala.Tuple2;

/**
 * What feeds showed to whom, joined with what they did with it: the log of pages and the archive, by request, reader, place and content. Pages of somebody who was not signed in
 * are left out, for their acts name an account and nobody can tell that it was them.
 */
final class ShownPlaces {
    private ShownPlaces() {}

    /**
     * Places of pages that were made from one day to another, in no order.
     *
     * @param closed of which the days are read, and the one after, where it is closed, for what was taken after midnight
     */
    static JavaRDD<Shown> of(
            SparkSession session, JavaRDD<ServedPage> pages, ClosedDays closed, Epoch first, Epoch last)
            throws IOException {
        List<ClosedDay> days = closed.archive().days(first, last.plusDays(1));
        return join(pages, Answers.of(session, closed.source(), days));
    }

    static JavaRDD<Shown> join(JavaRDD<ServedPage> pages, JavaRDD<Answer> answers) {
        ActivityRules.Effective effective = ActivityRules.reference().effective();
        return pages.filter(page -> !page.getAccount().isEmpty())
                .mapToPair(page -> new Tuple2<>(new Tuple2<>(page.getRequest(), page.getAccount()), page))
                .cogroup(answers.mapToPair(
                        answer -> new Tuple2<>(new Tuple2<>(answer.request(), answer.actor()), answer)))
                .values()
                .flatMap(both -> shown(both._1(), both._2(), effective));
    }

    private static Iterator<Shown> shown(
            Iterable<ServedPage> pages, Iterable<Answer> answers, ActivityRules.Effective effective) {
        return StreamSupport.stream(pages.spliterator(), false)
                .flatMap(page -> Shown.of(page, answers, effective).stream())
                .iterator();
    }
}
