package io.wetoken.spark;

import io.wetoken.spark.core.Act;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * Who is one person. It is known for the epoch's own day only, and is applied to all trailing days: whoever is one person today is not a fan of oneself.
 */
final class People implements Serializable {
    private static final long serialVersionUID = 1;

    private final Broadcast<Map<String, String>> persons;

    /** @param persons by account; who is not in it is a person alone */
    People(JavaSparkContext spark, Map<String, String> persons) {
        this.persons = spark.broadcast(new HashMap<>(persons));
    }

    String person(String account) {
        return persons.value().getOrDefault(account, account);
    }

    boolean same(String account, String other) {
        return person(account).equals(person(other));
    }

    /** Whether it was done to the content of another person. */
    boolean others(Act act) {
        return !act.owner().isEmpty() && !same(act.actor(), act.owner());
    }
}
