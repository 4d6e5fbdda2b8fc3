package io.wetoken.flink.review.core;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What operators decided about a day. */
public final class Decisions {
    public static final Decisions NONE = new Decisions(List.of());

    private final List<Decision> all;
    private final Map<String, List<Decision>> byAccount;

    public Decisions(List<Decision> decisions) {
        all = decisions.stream()
                .sorted(Comparator.comparingLong(Decision::at)
                        .thenComparing(Decision::account)
                        .thenComparing(Decision::verb))
                .toList();
        byAccount = all.stream().collect(Collectors.groupingBy(Decision::account, TreeMap::new, Collectors.toList()));
    }

    /** The earliest first. */
    public List<Decision> all() {
        return all;
    }

    public List<Decision> about(String account) {
        return byAccount.getOrDefault(account, List.of());
    }

    /** Those of the reasons against an account that stand, sorted. */
    SortedSet<String> standing(String account, SortedSet<String> reasons) {
        TreeSet<String> standing = new TreeSet<>(reasons);
        standing.removeIf(code -> lifted(account, code));
        return standing;
    }

    private boolean lifted(String account, String code) {
        boolean lifted = false;
        for (Decision decision : about(account)) {
            if (decision.covers(code)) {
                lifted = decision.verb() == Decision.Verb.LIFT;
            }
        }
        return lifted;
    }

    /** Whether an operator lifted anything that was said against the account. */
    boolean lifts(String account) {
        return about(account).stream().anyMatch(decision -> decision.verb() == Decision.Verb.LIFT);
    }
}
