package io.wetoken.flink.review.core;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Accounts that favour the same few makers, whom few others favour, and favour more readily than people do: what somebody who sells favours cannot avoid,
 * however slowly and irregularly it is done. Two are linked when much of what they favour is common and too rare to be common by chance; a member has at
 * least {@value #LINKS} links. Those who love the same few makers have links, too, but each loves them in its own measure; what serves clients serves them all
 * alike.
 */
final class OneHandForClients implements ReviewRule {
    private static final int COMMON = 2;
    private static final double SHARE = 0.4;
    private static final double SURPRISE = 1.5;
    private static final int LINKS = 6;
    private static final double READINESS = 0.55;
    private static final double CLOSE = 0.5;
    private static final double DEVIATION = 1.5;
    private static final double DIFFERENT = 0.5;
    private static final double UNEVEN = 0.33;
    /** When the clients are of the group. */
    private static final double ALIKE = -1.0;

    private static final double UNEVEN_RING = 0.45;
    /** Fewer than so many may be alike by chance, and must be more so. */
    private static final double MANY = 14.0;

    private static final double PROPORTION = 2.2;
    private static final double READIEST = 0.82;
    private static final int READY = 8;
    /** Who is paid to favour a maker favours it again and again, among all that it favours once to look like others. */
    private static final int AGAIN = 2;

    @Override
    public String code() {
        return "ONE_HAND_FOR_CLIENTS";
    }

    @Override
    public void look(Day day, Findings findings) {
        Habits habits = new Habits(day);
        look(day, new Favourites(day, 1), habits, findings);
        look(day, new Favourites(day, AGAIN), habits, findings);
    }

    private void look(Day day, Favourites favourites, Habits habits, Findings findings) {
        Alike alike = new Alike();
        for (AccountDay account : day.accounts()) {
            // Copies of one trace share their favourites with each other, and with the honest one they copy.
            if (favourites.of(account).size() >= COMMON
                    && !findings.of(account.account()).containsKey(ReplayedTrace.CODE)) {
                alike.add(account, favourites.of(account));
            }
        }
        List<Alike.Pair> pairs = alike.pairs((one, other) -> linked(one, other, favourites));
        Map<AccountDay, Set<AccountDay>> core = Alike.core(pairs, LINKS);
        Groups.Links links = new Groups.Links();
        core.forEach((account, neighbours) -> neighbours.forEach(neighbour -> links.join(account, neighbour)));
        for (List<AccountDay> group : links.all(day)) {
            List<AccountDay> close = group.stream()
                    .filter(account -> core.get(account).size() >= CLOSE * (group.size() - 1))
                    .toList();
            Set<Long> clients = favourites.most(close, COMMON);
            if (close.size() > LINKS
                    && Habits.mean(close, habits::readiness) >= READINESS
                    && Habits.deviation(close, habits::readiness) >= DEVIATION
                    && forClients(close, clients, favourites, habits)
                    && even(day, close, clients)) {
                close.forEach(account -> findings.against(
                        account,
                        code(),
                        "one of %d accounts that readily favour the same makers, whom few others favour together",
                        close.size()));
            }
        }
    }

    /**
     * Whether they favour these makers out of all proportion to what else they met. Who favours nearly all that it meets shows no proportion: then its being so
     * ready must be rare, unless the makers are of the group, and others must not favour the same makers together.
     */
    private static boolean forClients(List<AccountDay> group, Set<Long> clients, Favourites favourites, Habits habits) {
        return favourites.proportion(group) >= PROPORTION
                || (group.size() >= READY
                        && (own(group, clients) || Habits.mean(group, habits::readiness) >= READIEST)
                        && favourites.amongThemselves(group));
    }

    private static boolean even(Day day, List<AccountDay> group, Set<Long> clients) {
        boolean own = own(group, clients);
        double uneven = own ? UNEVEN_RING : UNEVEN * Math.min(1, (group.size() - 1) / MANY);
        return Sameness.unevenness(day, group) <= uneven
                && Sameness.difference(day, group, clients) <= (own ? ALIKE : DIFFERENT);
    }

    /** Makers who favour each other's works, as a collective of friends does, and a ring. */
    private static boolean own(List<AccountDay> group, Set<Long> clients) {
        return group.stream().anyMatch(account -> clients.contains(account.fingerprint()));
    }

    private static boolean linked(AccountDay one, AccountDay other, Favourites favourites) {
        Set<Long> common = favourites.common(one, other);
        double expected = favourites.expected(one, other);
        int all = favourites.of(one).size() + favourites.of(other).size() - common.size();
        return common.size() >= COMMON
                && common.size() > expected
                && common.size() >= SHARE * all
                && Favourites.surprise(common.size(), expected) >= SURPRISE;
    }
}
