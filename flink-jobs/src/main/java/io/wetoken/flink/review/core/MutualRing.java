package io.wetoken.flink.review.core;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makers who favour each other and little else. An edge is an account that favours another's works at least twice; a ring is at least three that reach each
 * other over such edges and give most of their favours within, not fewer than four. Friends do that too, but not with most of what they give.
 */
final class MutualRing implements ReviewRule {
    private static final int EDGE = 2;
    private static final int LEAST = 3;
    private static final int GIVEN = 4;
    private static final double WITHIN = 0.5;

    @Override
    public String code() {
        return "MUTUAL_RING";
    }

    @Override
    public void look(Day day, Findings findings) {
        Map<AccountDay, Map<AccountDay, Integer>> edges = Circles.edges(day, Deed::favours);
        Map<AccountDay, Integer> given = new HashMap<>();
        edges.forEach((account, to) -> {
            to.remove(account);
            to.values().removeIf(times -> times < EDGE);
            given.put(account, favours(account));
        });
        Map<AccountDay, Map<AccountDay, Integer>> left = edges;
        List<List<AccountDay>> rings = List.of();
        // Whoever gives most of it to others is no member, and without it others may be none: until nobody falls away.
        for (int members = -1; members != left.size(); ) {
            members = left.size();
            rings = Circles.of(day, left);
            left = devoted(rings, left, given);
        }
        for (List<AccountDay> ring : rings) {
            Set<AccountDay> members = new HashSet<>(ring);
            if (ring.size() >= LEAST) {
                ring.forEach(account -> findings.against(
                        account,
                        code(),
                        "gave %d of its %d favours to %d accounts that return them",
                        Circles.within(edges.get(account), members),
                        given.get(account),
                        members.size() - 1));
            }
        }
    }

    /** The edges of those who give most within their ring, to such. */
    private static Map<AccountDay, Map<AccountDay, Integer>> devoted(
            List<List<AccountDay>> rings,
            Map<AccountDay, Map<AccountDay, Integer>> edges,
            Map<AccountDay, Integer> given) {
        Set<AccountDay> devoted = new HashSet<>();
        for (List<AccountDay> ring : rings) {
            Set<AccountDay> members = new HashSet<>(ring);
            ring.stream()
                    .filter(account -> {
                        int within = Circles.within(edges.get(account), members);
                        return within >= GIVEN && within >= WITHIN * given.get(account);
                    })
                    .forEach(devoted::add);
        }
        Map<AccountDay, Map<AccountDay, Integer>> left = new HashMap<>();
        for (AccountDay account : devoted) {
            Map<AccountDay, Integer> to = new TreeMap<>(edges.get(account));
            to.keySet().retainAll(devoted);
            left.put(account, to);
        }
        return left;
    }

    /** For others, whether they were there or not. */
    private static int favours(AccountDay account) {
        return (int) account.deeds().stream()
                .filter(deed -> deed.favours() && deed.owner() != account.fingerprint())
                .count();
    }
}
