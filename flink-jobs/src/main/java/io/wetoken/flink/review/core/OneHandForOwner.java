package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Accounts that came for one maker and for little else, nearly all within three hours, and that favour much more readily than people do. A crowd that follows
 * a link comes for one maker too, but few of them like, and fewer follow; those who love a maker like a lot, but come when they have time.
 */
final class OneHandForOwner implements ReviewRule {
    private static final int LEAST = 8;
    private static final double SHARE = 0.7;
    private static final double DEVIATION = 6;
    private static final double MEMBER = 0.7;
    private static final long TOGETHER_MS = 3 * 3_600_000L;

    @Override
    public String code() {
        return "ONE_HAND_FOR_OWNER";
    }

    @Override
    public void look(Day day, Findings findings) {
        Habits habits = new Habits(day);
        Map<Long, List<AccountDay>> byOwner = new TreeMap<>();
        for (AccountDay account : day.accounts()) {
            Map<Long, Integer> times = new HashMap<>();
            account.deeds().forEach(deed -> times.merge(deed.owner(), 1, Integer::sum));
            times.forEach((owner, count) -> {
                if (owner != Deed.NOBODY
                        && count >= 2
                        && count >= SHARE * account.deeds().size()) {
                    byOwner.computeIfAbsent(owner, none -> new ArrayList<>()).add(account);
                }
            });
        }
        for (List<AccountDay> group : byOwner.values()) {
            double deviation = Habits.deviation(group, habits::readiness);
            if (group.size() >= LEAST
                    && deviation >= DEVIATION
                    && Habits.mean(group, habits::readiness) >= MEMBER
                    && within(group) <= TOGETHER_MS) {
                group.stream()
                        .filter(account -> habits.readiness(account) >= MEMBER)
                        .forEach(account -> findings.against(
                                account,
                                code(),
                                "one of %d accounts that came for one maker and like as a crowd never does (%.1f deviations)",
                                group.size(),
                                deviation));
            }
        }
    }

    /** How far apart the first acts of the middle four fifths are. */
    private static long within(List<AccountDay> group) {
        long[] begun = group.stream()
                .mapToLong(account -> account.deeds().get(0).end())
                .sorted()
                .toArray();
        return begun[begun.length - 1 - begun.length / 10] - begun[begun.length / 10];
    }
}
