package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Accounts behind one address favour the same makers, far more often than the makers' audiences explain. Who shares an address with others may be sent a
 * link by them, but does not share their taste. Compared is how many favourites the pairs have in common with how many there would be if each chose
 * by audience alone (about Poisson). A family or a club has one taste, too; but it favours what it meets of it as it favours everything, and what is sold is
 * favoured out of proportion.
 */
final class OneTasteBehindAddress implements ReviewRule {
    private static final int LEAST = 4;
    /** Carriers put thousands behind one address; nobody would see a hand among them this way. */
    private static final int MOST = 300;

    private static final double DEVIATION = 6;
    private static final double TIMES = 2.5;
    /** A taste that has followers elsewhere makes favourites a few times as common as chance; what is sold is common to nearly all. */
    private static final double MANY_TIMES = 6;

    private static final int FEW = 6;
    private static final double OF_FEW = 2.5;
    private static final double PROPORTION = 2.2;

    @Override
    public String code() {
        return "ONE_TASTE_BEHIND_ADDRESS";
    }

    @Override
    public void look(Day day, Findings findings) {
        Favourites favourites = new Favourites(day);
        for (Map.Entry<String, List<AccountDay>> address :
                Groups.by(day, AccountDay::addresses).entrySet()) {
            List<AccountDay> group = address.getValue().stream()
                    .filter(account -> favourites.of(account).size() > 1)
                    .toList();
            if (group.size() >= LEAST && group.size() <= MOST) {
                look(address.getKey(), group, favourites, findings);
            }
        }
    }

    private void look(String address, List<AccountDay> group, Favourites favourites, Findings findings) {
        double expected = 0;
        int common = 0;
        List<AccountDay> alike = new ArrayList<>();
        for (AccountDay one : group) {
            int shared = 0;
            for (AccountDay other : group) {
                if (!one.equals(other)) {
                    int both = favourites.common(one, other).size();
                    common += both;
                    shared += both > 0 ? 1 : 0;
                    expected += favourites.expected(one, other);
                }
            }
            if (shared * 2 >= group.size() - 1) {
                alike.add(one);
            }
        }
        // Every pair was counted from both sides.
        double deviation = (common - expected) / 2 / Math.sqrt(Math.max(0.5, expected / 2));
        if (deviation >= DEVIATION
                && alike.size() >= LEAST
                && favourites.proportion(alike) >= (alike.size() < FEW ? OF_FEW : PROPORTION)
                && (common >= MANY_TIMES * expected
                        || (common >= TIMES * expected && favourites.amongThemselves(alike)))) {
            for (AccountDay account : alike) {
                findings.against(
                        account,
                        code(),
                        "one of %d accounts behind address %s that favour the same makers: %d in common, %.1f by chance",
                        alike.size(),
                        address,
                        common / 2,
                        expected / 2);
            }
        }
    }
}
