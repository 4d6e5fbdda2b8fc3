package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makers, each of whom favours nearly all that each of the others releases, and is paid back in kind, whatever else they do: an engagement pod (Weerasinghe
 * and others, "The Pod People", 2020). Friends favour some of it, and have fewer friends; a class of makers favours as it likes, so that hardly
 * any two of them favour all of each other's; and a popular maker favours few of those who favour it.
 */
final class FavourPool implements ReviewRule {
    private static final double NEARLY_ALL = 2.0 / 3;
    /** What comes back at least. */
    private static final double SOME = 1.0 / 3;
    /** Others in the pool with whom each member exchanges favours; people are that close to five or so (Dunbar). */
    private static final int PARTNERS = 7;
    /** Of the others, with how many each does. */
    private static final double SHARE = 0.6;

    @Override
    public String code() {
        return "FAVOUR_POOL";
    }

    @Override
    public void look(Day day, Findings findings) {
        Map<Long, AccountDay> makers = new HashMap<>();
        Map<AccountDay, Integer> works = new HashMap<>();
        for (AccountDay account : day.accounts()) {
            Set<Long> released = new HashSet<>(account.released());
            before(day, account).forEach(before -> released.addAll(before.released()));
            released.forEach(content -> makers.put(content, account));
            works.put(account, released.size());
        }
        Map<AccountDay, Map<AccountDay, Double>> backs = new HashMap<>();
        for (AccountDay account : day.accounts()) {
            if (works.get(account) > 0) {
                backs.put(account, backed(day, account, makers, works));
            }
        }
        List<Alike.Pair> pairs = new ArrayList<>();
        backs.forEach((account, others) -> others.forEach((other, share) -> {
            double back = backs.getOrDefault(other, Map.of()).getOrDefault(account, 0.0);
            if (account.compareTo(other) < 0 && Math.min(share, back) >= SOME && Math.max(share, back) >= NEARLY_ALL) {
                pairs.add(new Alike.Pair(account, other));
            }
        }));
        Map<AccountDay, Set<AccountDay>> core = Alike.core(pairs, PARTNERS);
        Groups.Links links = new Groups.Links();
        core.forEach((account, others) -> others.forEach(other -> links.join(account, other)));
        for (List<AccountDay> pool : links.all(day)) {
            pool.stream()
                    .filter(account -> core.get(account).size() >= SHARE * (pool.size() - 1))
                    .forEach(account -> findings.against(
                            account,
                            code(),
                            "exchanges favours for nearly all that is released with %d of the %d other makers of a pool",
                            core.get(account).size(),
                            pool.size() - 1));
        }
    }

    private static List<AccountDay> before(Day day, AccountDay account) {
        return day.before()
                .map(before -> before.account(account.account()))
                .map(List::of)
                .orElse(List.of());
    }

    /** What share of their works of the two days it favoured, by maker. */
    private static Map<AccountDay, Double> backed(
            Day day, AccountDay account, Map<Long, AccountDay> makers, Map<AccountDay, Integer> works) {
        Set<Long> favoured = new HashSet<>(account.favoured());
        before(day, account).forEach(before -> favoured.addAll(before.favoured()));
        Map<AccountDay, Integer> times = new HashMap<>();
        for (long content : favoured) {
            AccountDay maker = makers.get(content);
            if (maker != null && !maker.equals(account)) {
                times.merge(maker, 1, Integer::sum);
            }
        }
        Map<AccountDay, Double> shares = new HashMap<>();
        times.forEach((maker, count) -> shares.put(maker, (double) count / works.get(maker)));
        return shares;
    }
}
