package io.wetoken.flink.review.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Strongly connected components of two and more (Tarjan 1972), without recursion, for a chain may be as long as the community. */
final class Circles {
    private final Map<AccountDay, Map<AccountDay, Integer>> edges;
    private final Map<AccountDay, Integer> index = new HashMap<>();
    private final Map<AccountDay, Integer> low = new HashMap<>();
    private final Deque<AccountDay> open = new ArrayDeque<>();
    private final Set<AccountDay> onOpen = new HashSet<>();
    private final List<List<AccountDay>> found = new ArrayList<>();

    private Circles(Map<AccountDay, Map<AccountDay, Integer>> edges) {
        this.edges = edges;
    }

    /** How often each did something for whom: for makers that were there that day themselves, itself included. */
    static Map<AccountDay, Map<AccountDay, Integer>> edges(Day day, Predicate<Deed> counts) {
        Map<Long, AccountDay> byFingerprint = new HashMap<>();
        day.accounts().forEach(account -> byFingerprint.put(account.fingerprint(), account));
        Map<AccountDay, Map<AccountDay, Integer>> edges = new HashMap<>();
        for (AccountDay account : day.accounts()) {
            Map<AccountDay, Integer> to = new TreeMap<>();
            for (Deed deed : account.deeds()) {
                AccountDay owner = byFingerprint.get(deed.owner());
                if (owner != null && counts.test(deed)) {
                    to.merge(owner, 1, Integer::sum);
                }
            }
            edges.put(account, to);
        }
        return edges;
    }

    /** How much of it goes to these. */
    static int within(Map<AccountDay, Integer> to, Set<AccountDay> members) {
        return to.entrySet().stream()
                .filter(edge -> members.contains(edge.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    static List<List<AccountDay>> of(Day day, Map<AccountDay, Map<AccountDay, Integer>> edges) {
        Circles circles = new Circles(edges);
        for (AccountDay account : day.accounts()) {
            if (!circles.index.containsKey(account)) {
                circles.walk(account);
            }
        }
        return circles.found;
    }

    private record Step(AccountDay account, Iterator<AccountDay> next) {}

    private void walk(AccountDay from) {
        Deque<Step> steps = new ArrayDeque<>();
        steps.push(enter(from));
        while (!steps.isEmpty()) {
            Step step = steps.peek();
            if (step.next().hasNext()) {
                AccountDay next = step.next().next();
                if (!index.containsKey(next)) {
                    steps.push(enter(next));
                } else if (onOpen.contains(next)) {
                    low.merge(step.account(), index.get(next), Math::min);
                }
                continue;
            }
            steps.pop();
            if (!steps.isEmpty()) {
                low.merge(steps.peek().account(), low.get(step.account()), Math::min);
            }
            if (low.get(step.account()).equals(index.get(step.account()))) {
                close(step.account());
            }
        }
    }

    private Step enter(AccountDay account) {
        index.put(account, index.size());
        low.put(account, index.get(account));
        open.push(account);
        onOpen.add(account);
        return new Step(account, edges.getOrDefault(account, Map.of()).keySet().iterator());
    }

    private void close(AccountDay head) {
        List<AccountDay> circle = new ArrayList<>();
        AccountDay member;
        do {
            member = open.pop();
            onOpen.remove(member);
            circle.add(member);
        } while (!member.equals(head));
        if (circle.size() > 1) {
            found.add(circle);
        }
    }
}
