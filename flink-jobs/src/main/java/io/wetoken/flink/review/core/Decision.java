package io.wetoken.flink.review.core;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an operator said about the reasons against one account's day, for the record.
 *
 * @param reasons codes; empty for all there are
 * @param by who decided
 * @param because why, a sentence for people
 * @param at ms since 1970; of two decisions about one reason the later counts, of two at the same instant what is upheld
 */
public record Decision(String account, Verb verb, Set<String> reasons, String by, String because, long at) {
    public static final int MAX_TEXT = 1_000;

    /** Lifted reasons count no longer; upheld ones count, also when an earlier decision lifted them. */
    public enum Verb {
        LIFT,
        UPHOLD
    }

    /** @throws IllegalArgumentException naming what is missing or too long */
    public Decision {
        required("account", account);
        required("by", by);
        required("because", because);
        reasons = Collections.unmodifiableSortedSet(new TreeSet<>(reasons));
        reasons.forEach(code -> required("reason", code));
    }

    /** Whether it speaks of a reason. */
    boolean covers(String code) {
        return reasons.isEmpty() || reasons.contains(code);
    }

    private static void required(String name, String value) {
        if (value == null || value.isBlank() || value.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "A decision needs " + name + ", 1 to " + MAX_TEXT + " characters, not '" + value + "'");
        }
    }

    /** As they are shown: the codes, or that all are meant. */
    public List<String> shown() {
        return reasons.isEmpty() ? List.of("every reason") : List.copyOf(reasons);
    }
}
