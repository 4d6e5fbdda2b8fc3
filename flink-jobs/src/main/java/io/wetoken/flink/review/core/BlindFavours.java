package io.wetoken.flink.review.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Favours what it never saw: neither watched nor had on the screen, that day or the day before. Where most accounts look as if they did, the apps do not
 * tell what is watched, and it says nothing. Who has seen something of a maker's may
 * follow it from its page, and who has just come follows some that are shown as a choice.
 */
final class BlindFavours implements ReviewRule {
    private static final int LEAST = 3;
    private static final double BLIND = 0.8;
    private static final double COMMUNITY = 0.2;
    /** Makers of whom it saw nothing that one may follow in a day. */
    private static final int SHOWN = 10;

    @Override
    public String code() {
        return "BLIND_FAVOURS";
    }

    @Override
    public void look(Day day, Findings findings) {
        List<Favours> favouring = day.accounts().stream()
                .map(account -> favours(day, account))
                .filter(favours -> favours.all() >= LEAST)
                .toList();
        List<Favours> blind = favouring.stream()
                .filter(favours -> favours.blind() >= BLIND * favours.all())
                .toList();
        if (blind.size() <= COMMUNITY * favouring.size()) {
            blind.forEach(favours -> findings.against(
                    favours.account(),
                    code(),
                    "%d of its %d favours are for what it never saw",
                    favours.blind(),
                    favours.all()));
        }
    }

    private record Favours(AccountDay account, int all, int blind) {}

    private static Favours favours(Day day, AccountDay account) {
        Set<Long> seen = new HashSet<>(account.seen());
        Set<Long> makers = makers(account);
        day.before().map(before -> before.account(account.account())).ifPresent(before -> {
            seen.addAll(before.seen());
            makers.addAll(makers(before));
        });
        int all = 0;
        int blind = 0;
        int shown = SHOWN;
        for (Deed deed : account.deeds()) {
            if (!deed.favours()) {
                continue;
            }
            boolean page = deed.content() == deed.owner();
            boolean known = page ? makers.contains(deed.owner()) : seen.contains(deed.content());
            if (page && !known && shown > 0) {
                shown--;
                continue;
            }
            all++;
            blind += known ? 0 : 1;
        }
        return new Favours(account, all, blind);
    }

    /** Of what it watched. */
    private static Set<Long> makers(AccountDay account) {
        return account.deeds().stream().filter(Deed::views).map(Deed::owner).collect(Collectors.toSet());
    }
}
