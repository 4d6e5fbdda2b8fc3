package io.wetoken.spark.learn;

import io.wetoken.behaviour.ActivityRules;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.recommender.ItemCosine;
import io.wetoken.recommender.LearningRules;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.evaluate.Split;
import io.wetoken.spark.core.Act;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/** Who took to what, out of the valid acts of some days: the last day apart, to be held out. Own content says nothing about taste. */
public final class Tastes {
    private final List<ContentId> ids;
    private final JavaRDD<Person> persons;
    private final LearningRules rules;

    /** One person's signs by item, which ascend; those of the last day in the upper half. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    private record Person(String name, int[] items, int[] signs) implements Serializable {
        UserItems weighed(ToIntFunction<Integer> weight) {
            int[] kept = new int[items.length];
            int[] weights = new int[items.length];
            int size = 0;
            for (int i = 0; i < items.length; i++) {
                int weighs = weight.applyAsInt(signs[i]);
                if (weighs > 0) {
                    kept[size] = items[i];
                    weights[size++] = weighs;
                }
            }
            return new UserItems(name, Arrays.copyOf(kept, size), Arrays.copyOf(weights, size));
        }

        /** What the last day has brought anew. */
        int[] found() {
            return weighed(signs -> before(signs) > 0 ? 0 : lastDay(signs)).items();
        }
    }

    private Tastes(List<ContentId> ids, JavaRDD<Person> persons, LearningRules rules) {
        this.ids = ids;
        this.persons = persons;
        this.rules = rules;
    }

    public static Tastes of(JavaRDD<Act> acts, LearningRules rules) {
        ActivityRules.Effective effective = ActivityRules.reference().effective();
        LearningRules.Interactions weights = rules.interactions();
        JavaPairRDD<Tuple2<String, String>, Integer> signs = acts.filter(
                        act -> !act.content().isEmpty()
                                && !act.actor().equals(act.owner())
                                && weights.weight(sign(act, effective)) > 0)
                .mapToPair(act -> new Tuple2<>(
                        new Tuple2<>(act.actor(), act.content()),
                        sign(act, effective) << (act.daysAgo() == 0 ? Short.SIZE : 0)))
                .reduceByKey((left, right) -> left | right)
                .cache();
        List<ContentId> ids = signs.map(entry -> entry._1()._2()).distinct().collect().stream()
                .sorted(Comparator.comparing(
                        (String id) -> id.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .map(ContentId::new)
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        ids.forEach(id -> numbers.put(id.value(), numbers.size()));
        Broadcast<Map<String, Integer>> items =
                JavaSparkContext.fromSparkContext(acts.context()).broadcast(numbers);
        JavaRDD<Person> persons = signs.mapToPair(entry -> new Tuple2<>(
                        entry._1()._1(), new int[] {items.value().get(entry._1()._2()), entry._2()}))
                .groupByKey()
                .map(Tastes::person)
                .cache();
        return new Tastes(ids, persons, rules);
    }

    private static int sign(Act act, ActivityRules.Effective effective) {
        return act.kind() == EventKind.PLAY && !effective.play(act.watchMs(), act.lengthMs())
                ? 0
                : LearningRules.Interactions.sign(act.kind());
    }

    private static Person person(Tuple2<String, Iterable<int[]>> signs) {
        List<int[]> sorted = new ArrayList<>();
        signs._2().forEach(sorted::add);
        sorted.sort(Comparator.comparing(sign -> sign[0]));
        return new Person(
                signs._1(),
                sorted.stream().mapToInt(sign -> sign[0]).toArray(),
                sorted.stream().mapToInt(sign -> sign[1]).toArray());
    }

    /** The contents, in the order of their numbers. */
    public List<ContentId> ids() {
        return ids;
    }

    public JavaRDD<UserItems> all() {
        LearningRules.Interactions weights = rules.interactions();
        return persons.map(person -> person.weighed(signs -> weights.weight(before(signs) | lastDay(signs))));
    }

    /** Without what happened on the last day. */
    public JavaRDD<UserItems> beforeTheLastDay() {
        LearningRules.Interactions weights = rules.interactions();
        return persons.map(person -> person.weighed(signs -> weights.weight(before(signs))))
                .filter(user -> user.items().length > 0);
    }

    /** What some people, chosen by the hash of their names, took to anew on the last day. */
    public List<Split.Case> lastDay() {
        LearningRules.Interactions weights = rules.interactions();
        return persons.filter(person -> person.found().length > 0).takeOrdered(rules.people(), new ByHash()).stream()
                .map(person -> {
                    UserItems before = person.weighed(signs -> weights.weight(before(signs)));
                    return new Split.Case(before.history(), before.items(), person.found());
                })
                .toList();
    }

    /**
     * One person's items, ascending, without a name.
     *
     * @param before the last day
     * @param found anew on the last day
     */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
    public record Parted(int[] before, int[] found) implements Serializable {}

    /** Everybody, in the order of the hash of their names. */
    public List<Parted> parted() {
        LearningRules.Interactions weights = rules.interactions();
        return persons.collect().stream()
                .sorted(new ByHash())
                .map(person -> new Parted(
                        person.weighed(signs -> weights.weight(before(signs))).items(), person.found()))
                .toList();
    }

    private static int before(int signs) {
        return signs & 0xFFFF;
    }

    private static int lastDay(int signs) {
        return signs >>> Short.SIZE;
    }

    /** So many people, chosen and ordered by the hash of their names. */
    static List<UserItems> sample(JavaRDD<UserItems> users, int most) {
        return users.takeOrdered(most, new ByHashOfUser());
    }

    private static final class ByHashOfUser implements Comparator<UserItems>, Serializable {
        @Override
        public int compare(UserItems left, UserItems right) {
            int byHash = Integer.compare(left.user().hashCode(), right.user().hashCode());
            return byHash != 0 ? byHash : left.user().compareTo(right.user());
        }
    }

    /** A {@link String}'s hash is part of its contract; the name settles what is level. */
    private static final class ByHash implements Comparator<Person>, Serializable {
        @Override
        public int compare(Person left, Person right) {
            int byHash = Integer.compare(left.name().hashCode(), right.name().hashCode());
            return byHash != 0 ? byHash : left.name().compareTo(right.name());
        }
    }

    /** Users by item. */
    public static long[] popularity(JavaRDD<UserItems> users, int items) {
        return sum(users, items, Popular::users);
    }

    /** The sum of weights by item. */
    public static long[] weights(JavaRDD<UserItems> users, int items) {
        return sum(users, items, Popular::weights);
    }

    /** By item the sum of squares of {@link ItemCosine}. */
    static long[] squares(JavaRDD<UserItems> users, int items) {
        return sum(users, items, ItemCosine::squares);
    }

    private interface Count extends Serializable {
        long[] of(List<UserItems> users, int items);
    }

    private static long[] sum(JavaRDD<UserItems> users, int items, Count count) {
        return users.glom().map(part -> count.of(part, items)).fold(new long[items], Tastes::plus);
    }

    private static long[] plus(long[] left, long[] right) {
        long[] sum = left.clone();
        for (int item = 0; item < sum.length; item++) {
            sum[item] += right[item];
        }
        return sum;
    }
}
