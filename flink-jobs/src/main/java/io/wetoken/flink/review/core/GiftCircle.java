package io.wetoken.flink.review.core;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gifts that come back, and gifts between accounts of one device. Money that only goes around is no sign of worth; honest gifts go from viewers to makers,
 * and hardly ever return.
 */
final class GiftCircle implements ReviewRule {
    private static final int LEAST = 2;

    @Override
    public String code() {
        return "GIFT_CIRCLE";
    }

    @Override
    public void look(Day day, Findings findings) {
        Map<AccountDay, Map<AccountDay, Integer>> edges = Circles.edges(day, Deed::gives);
        edges.forEach((account, to) -> to.forEach((owner, times) -> toItself(account, owner, times, findings)));
        for (List<AccountDay> circle : Circles.of(day, edges)) {
            Set<AccountDay> members = new HashSet<>(circle);
            for (AccountDay account : circle) {
                int gifts = Circles.within(edges.get(account), members);
                if (gifts >= LEAST) {
                    findings.against(account, code(), "%d gifts within a circle of %d accounts", gifts, circle.size());
                }
            }
        }
    }

    private void toItself(AccountDay account, AccountDay owner, int times, Findings findings) {
        boolean oneHand = account.equals(owner) || account.devices().stream().anyMatch(owner.devices()::contains);
        if (oneHand && times >= LEAST) {
            findings.against(account, code(), "%d gifts to %s from the same device", times, owner.account());
            findings.against(owner, code(), "%d gifts from %s on the same device", times, account.account());
        }
    }
}
