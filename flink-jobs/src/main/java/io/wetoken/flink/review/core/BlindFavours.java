package io.wetoken.flink.review.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Favours what it never saw: neither watched nor had on the screen, that day or the day before. Where most accounts look as if they did, the apps do not
 * tell what is watched, and it says nothing.
 */
final class BlindFavours implements ReviewRule {
    private static final int LEAST = 3;
    private static final double BLIND = 0.8;
    private static final double COMMUNITY = 0.2;

    @Override
    public String code() {
        return "BLIND_FAVOURS";
    }

    @Override
    public void look(Day day, Findings findings) {
        List<AccountDay> blind = day.accounts().stream()
                .filter(account -> favours(account) >= LEAST)
                .filter(account -> blind(day, account) >= BLIND * favours(account))
                .toList();
        long favouring = day.accounts().stream()
                .filter(account -> favours(account) >= LEAST)
                .count();
        if (blind.size() <= COMMUNITY * favouring) {
            blind.forEach(account -> findings.against(
                    account,
                    code(),
                    "%d of its %d favours are for what it never saw",
                    blind(day, account),
                    favours(account)));
        }
    }

    private static long favours(AccountDay account) {
        return account.deeds().stream().filter(Deed::favours).count();
    }

    private static long blind(Day day, AccountDay account) {
        Set<Long> seen = new HashSet<>(account.seen());
        day.before().map(before -> before.account(account.account())).ifPresent(before -> seen.addAll(before.seen()));
        return account.deeds().stream()
                .filter(deed -> deed.favours() && !seen.contains(deed.content()))
                .count();
    }
}
