package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Accounts that used other devices and addresses the day before, and now favour one maker, all of them: somebody has their passwords. People change their telephone one
 * by one, and do not do so for a maker; a release of an app that names all devices anew changes them for the whole community, which is
 * compared. Accounts that nobody saw the day before say nothing themselves, but are of the same hand when they came for the same maker meanwhile.
 */
final class TakenOver implements ReviewRule {
    private static final int ACCOUNTS = 5;
    private static final double MOSTLY = 0.5;
    private static final double TIMES = 4;
    private static final double SURPRISE = 8;
    private static final double FOR_ONE = 0.7;
    private static final int FAVOURS = 2;
    private static final long TOGETHER_MS = 6 * 3_600_000L;

    @Override
    public String code() {
        return "TAKEN_OVER";
    }

    @Override
    public void look(Day day, Findings findings) {
        if (day.before().isEmpty()) {
            return;
        }
        int known = 0;
        int moved = 0;
        SortedMap<Long, List<AccountDay>> byMaker = new TreeMap<>();
        for (AccountDay account : day.accounts()) {
            known += known(day, account) ? 1 : 0;
            moved += moved(day, account) ? 1 : 0;
            favourite(account, byMaker);
        }
        for (List<AccountDay> group : byMaker.values()) {
            List<AccountDay> seen =
                    group.stream().filter(account -> known(day, account)).toList();
            List<AccountDay> taken =
                    seen.stream().filter(account -> moved(day, account)).toList();
            // Of the rest of the community.
            double usual = (double) (moved - taken.size() + 1) / Math.max(1, known - seen.size() + 1);
            double expected = Math.max(0.2, usual * seen.size());
            if (taken.size() >= ACCOUNTS
                    && taken.size() >= MOSTLY * seen.size()
                    && taken.size() >= TIMES * expected
                    && Favourites.surprise(taken.size(), expected) >= SURPRISE) {
                against(day, group, taken, findings);
            }
        }
    }

    private void against(Day day, List<AccountDay> group, List<AccountDay> taken, Findings findings) {
        long[] begun = taken.stream()
                .mapToLong(account -> account.deeds().get(0).end())
                .sorted()
                .toArray();
        if (begun[begun.length - 1] - begun[0] > TOGETHER_MS) {
            return;
        }
        for (AccountDay account : group) {
            long at = account.deeds().get(0).end();
            boolean meanwhile = at >= begun[0] && at <= begun[begun.length - 1];
            if (moved(day, account) || (!known(day, account) && meanwhile)) {
                findings.against(
                        account,
                        code(),
                        "one of %d accounts that came for one maker, of which %d had other devices and addresses the day before",
                        group.size(),
                        taken.size());
            }
        }
    }

    private static boolean known(Day day, AccountDay account) {
        return day.before().map(before -> before.account(account.account())).isPresent();
    }

    /** Nothing of where it was is left. */
    private static boolean moved(Day day, AccountDay account) {
        return day.before()
                .map(before -> before.account(account.account()))
                .filter(before -> moved(before.devices(), account.devices()))
                .filter(before -> before.addresses().isEmpty()
                        || account.addresses().isEmpty()
                        || moved(before.addresses(), account.addresses()))
                .isPresent();
    }

    private static boolean moved(Set<String> before, Set<String> now) {
        return !before.isEmpty() && !now.isEmpty() && now.stream().noneMatch(before::contains);
    }

    /** The maker for whom it did most of its day, if it favoured that one. */
    private static void favourite(AccountDay account, SortedMap<Long, List<AccountDay>> byMaker) {
        SortedMap<Long, Integer> times = new TreeMap<>();
        SortedMap<Long, Integer> favours = new TreeMap<>();
        for (Deed deed : account.deeds()) {
            times.merge(deed.owner(), 1, Integer::sum);
            favours.merge(deed.owner(), deed.favours() ? 1 : 0, Integer::sum);
        }
        times.forEach((maker, count) -> {
            if (maker != Deed.NOBODY
                    && favours.get(maker) >= FAVOURS
                    && count >= FOR_ONE * account.deeds().size()) {
                byMaker.computeIfAbsent(maker, none -> new ArrayList<>()).add(account);
            }
        });
    }
}
