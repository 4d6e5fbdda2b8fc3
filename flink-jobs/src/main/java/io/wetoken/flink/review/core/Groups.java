package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Accounts that have something in common. */
final class Groups {
    private Groups() {}

    static SortedMap<String, List<AccountDay>> by(Day day, Function<AccountDay, Collection<String>> places) {
        SortedMap<String, List<AccountDay>> groups = new TreeMap<>();
        for (AccountDay account : day.accounts()) {
            for (String place : places.apply(account)) {
                groups.computeIfAbsent(place, none -> new ArrayList<>()).add(account);
            }
        }
        return groups;
    }

    /** Joins what is linked, directly or over others (union-find). */
    static final class Links {
        private final Map<AccountDay, AccountDay> parents = new HashMap<>();

        void join(AccountDay one, AccountDay other) {
            AccountDay first = head(one);
            AccountDay second = head(other);
            if (!first.equals(second)) {
                boolean before = first.account().compareTo(second.account()) < 0;
                parents.put(before ? second : first, before ? first : second);
            }
        }

        private AccountDay head(AccountDay account) {
            AccountDay head = account;
            for (AccountDay next = parents.get(head); next != null; next = parents.get(head)) {
                head = next;
            }
            for (AccountDay at = account; !at.equals(head); ) {
                AccountDay next = parents.get(at);
                parents.put(at, head);
                at = next;
            }
            return head;
        }

        /** Those of at least two, by the name of their first. */
        Collection<List<AccountDay>> all(Day day) {
            SortedMap<String, List<AccountDay>> groups = new TreeMap<>();
            for (AccountDay account : day.accounts()) {
                groups.computeIfAbsent(head(account).account(), none -> new ArrayList<>())
                        .add(account);
            }
            groups.values().removeIf(group -> group.size() < 2);
            return groups.values();
        }
    }
}
