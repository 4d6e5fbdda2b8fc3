package io.wetoken.spark;

import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.spark.core.Act;
import io.wetoken.spark.core.Attributed;
import io.wetoken.spark.core.ContributionRules;
import io.wetoken.spark.core.Days;
import io.wetoken.spark.core.Given;
import io.wetoken.spark.core.Touch;
import java.io.Serializable;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Promotion that came over signed share links from viewers who are new to the creator: REWARD.md "referrals", last touch, depth one.
 *
 * <p>A touch is a valid event that carries a link which the site signed for the event's own content, and whose creator is the content's owner. What a viewer
 * gives a creator today is owed to the last touch at or within 24 h before each act, so the day before is looked at too. All of it goes to the one
 * disseminator of the last such act, if that is a person other than viewer and creator; a viewer whose person did anything that earns affinity with the creator
 * in the 28 days before today is not new, and owes nothing.
 */
final class Referrals implements Serializable {
    private static final long serialVersionUID = 1;

    /** Of distinct links whose signatures a task remembers: a link that many follow is checked once. */
    private static final int REMEMBERED = 10_000;

    private final String key;
    private final People people;
    private final ContributionRules.Promotion rules;

    /** @param key the public key of the links, as {@link LinkKeys} reads it */
    Referrals(String key, People people, ContributionRules.Promotion rules) {
        this.key = key;
        this.people = people;
        this.rules = rules;
    }

    /** One row of {@code referrals.csv}, by account. */
    record Referral(String creator, String disseminator, long points) {}

    /** @param given by creator and viewer */
    List<Referral> of(JavaRDD<Act> acts, JavaPairRDD<Tie, Given> given) {
        JavaPairRDD<Tie, NavigableSet<Touch>> touches = touches(acts).persist(StorageLevel.MEMORY_AND_DISK());
        if (touches.isEmpty()) {
            return List.of();
        }
        JavaPairRDD<Tie, Attributed> attributed = acts.filter(
                        act -> act.daysAgo() == 0 && act.gives() && people.others(act))
                .mapToPair(act -> new Tuple2<>(Tie.of(act.owner(), act.actor()), act))
                .join(touches)
                .flatMapValues(act -> Attributed.of(act._1(), act._2()).stream().iterator())
                .reduceByKey(Attributed::merge);
        List<Referral> referrals = new ArrayList<>();
        fresh(attributed, acts)
                .join(given)
                .filter(owed -> eligible(owed._1(), owed._2()._1()))
                .mapToPair(owed -> new Tuple2<>(
                        Tie.of(owed._1().creator(), owed._2()._1().by().disseminator()),
                        owed._2()._2().owedTo(owed._2()._1(), rules)))
                .filter(owed -> owed._2() > 0)
                .reduceByKey(Math::addExact)
                .collect()
                .forEach(owed -> referrals.add(
                        new Referral(owed._1().creator(), owed._1().other(), owed._2())));
        return referrals;
    }

    /** By creator and viewer. */
    private JavaPairRDD<Tie, NavigableSet<Touch>> touches(JavaRDD<Act> acts) {
        return acts.filter(act -> act.daysAgo() <= 1
                        && !act.link().isEmpty()
                        && !act.owner().isEmpty())
                .mapPartitionsToPair(this::verified)
                .aggregateByKey(new TreeSet<>(), Referrals::with, Referrals::together);
    }

    private Iterator<Tuple2<Tie, Touch>> verified(Iterator<Act> acts) {
        PublicKey publicKey = LinkKeys.publicKey(key);
        Map<String, Optional<ShareLink>> checked = new HashMap<>();
        List<Tuple2<Tie, Touch>> touches = new ArrayList<>();
        acts.forEachRemaining(act -> {
            if (checked.size() == REMEMBERED) {
                checked.clear();
            }
            checked.computeIfAbsent(act.link(), link -> ShareLink.verify(publicKey, link))
                    .filter(link -> link.creator().value().equals(act.owner())
                            && link.content().value().equals(act.content()))
                    .ifPresent(link -> touches.add(new Tuple2<>(
                            Tie.of(act.owner(), act.actor()),
                            new Touch(act.received(), link.disseminator().value()))));
        });
        return touches.iterator();
    }

    private static NavigableSet<Touch> with(NavigableSet<Touch> touches, Touch touch) {
        touches.add(touch);
        return touches;
    }

    private static NavigableSet<Touch> together(NavigableSet<Touch> left, NavigableSet<Touch> right) {
        left.addAll(right);
        return left;
    }

    /** Those of viewers whose person is new to the creator. */
    private JavaPairRDD<Tie, Attributed> fresh(JavaPairRDD<Tie, Attributed> attributed, JavaRDD<Act> acts) {
        JavaPairRDD<Tie, Boolean> known = acts.filter(
                        act -> act.daysAgo() >= 1 && act.daysAgo() <= Days.RECENT && act.earns() && people.others(act))
                .mapToPair(act -> new Tuple2<>(Tie.of(act.owner(), people.person(act.actor())), true))
                .reduceByKey((left, right) -> left);
        return attributed
                .mapToPair(of -> new Tuple2<>(
                        Tie.of(of._1().creator(), people.person(of._1().other())), of))
                .subtractByKey(known)
                .mapToPair(Tuple2::_2);
    }

    private boolean eligible(Tie creatorAndViewer, Attributed attributed) {
        String disseminator = attributed.by().disseminator();
        return !people.same(disseminator, creatorAndViewer.other())
                && !people.same(disseminator, creatorAndViewer.creator());
    }
}
