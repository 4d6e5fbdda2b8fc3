package io.wetoken.flink.review.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A crowd of accounts that come for one maker, choose one video after the other, watch every one of them to its very end, and do nothing else: views that
 * were bought. Most of the honest who come for one maker only watch, too, but they leave a video now and then; how rarely somebody does not is
 * taken from all others of the day, and from how long the videos are. What a player goes on to by itself is nobody's choice and does not count.
 */
final class OnlyWatches implements ReviewRule {
    private static final int VIEWS = 3;
    private static final int ACCOUNTS = 10;
    private static final double NEARLY_ALL = 0.8;
    /** Times as much as the middle one of them does. */
    private static final int EQUAL = 3;

    private static final double TIMES = 2.5;
    private static final double SURPRISE = 8;
    /** Views of one account that are looked at; longer runs of whole videos are as rare at least. */
    private static final int MOST = 10;
    /** Videos of about one length that must have been seen before it says anything how many are watched to their end. */
    private static final int KNOWN = 50;

    @Override
    public String code() {
        return "ONLY_WATCHES";
    }

    @Override
    public void look(Day day, Findings findings) {
        SortedMap<Long, List<AccountDay>> audiences = new TreeMap<>();
        Community others = new Community();
        for (AccountDay account : day.accounts()) {
            List<Deed> chosen = chosen(account);
            long maker = onlyMaker(account.deeds());
            if (maker == Deed.NOBODY || chosen.size() < VIEWS) {
                others.add(chosen);
            } else {
                audiences.computeIfAbsent(maker, none -> new ArrayList<>()).add(account);
            }
        }
        for (List<AccountDay> audience : audiences.values()) {
            List<AccountDay> whole = audience.stream()
                    .filter(account -> chosen(account).stream().allMatch(Deed::whole))
                    .sorted(Comparator.comparingInt(account -> account.deeds().size()))
                    .toList();
            if (whole.isEmpty()
                    || Countdown.ofAll(whole.stream().map(AccountDay::deeds).toList())) {
                continue;
            }
            // A child that plays one song all day is not of them.
            int usual = whole.get(whole.size() / 2).deeds().size();
            double expected = audience.stream()
                    .mapToDouble(account -> others.chance(chosen(account)))
                    .sum();
            if (whole.size() >= ACCOUNTS
                    && whole.size() >= NEARLY_ALL * audience.size()
                    && whole.size() >= TIMES * expected
                    && Favourites.surprise(whole.size(), Math.max(0.5, expected)) >= SURPRISE) {
                whole.stream()
                        .filter(account -> account.deeds().size() <= EQUAL * usual && !Countdown.mayBe(account.deeds()))
                        .forEach(account -> findings.against(
                                account,
                                code(),
                                "one of %d accounts that only watch one maker's videos, each to its end; of as many others %.1f would",
                                whole.size(),
                                expected));
            }
        }
    }

    /** Whose videos are all that it did; nobody when it did anything else. */
    private static long onlyMaker(List<Deed> deeds) {
        long maker = deeds.isEmpty() ? Deed.NOBODY : deeds.get(0).owner();
        return deeds.stream().allMatch(deed -> recorded(deed) && deed.owner() == maker) ? maker : Deed.NOBODY;
    }

    private static boolean recorded(Deed deed) {
        return deed.views() && deed.lengthMs() > 0;
    }

    private static List<Deed> chosen(AccountDay account) {
        List<Deed> deeds = account.deeds();
        List<Deed> chosen = new ArrayList<>();
        for (int i = 0; i < deeds.size() && chosen.size() < MOST; i++) {
            if (recorded(deeds.get(i)) && !account.continues(i)) {
                chosen.add(deeds.get(i));
            }
        }
        return chosen;
    }

    /** How others watch. */
    private static final class Community {
        private final int[] watched = new int[MOST + 1];
        private final int[] whole = new int[MOST + 1];
        private final Map<Integer, int[]> byLength = new HashMap<>();

        void add(List<Deed> views) {
            boolean all = true;
            for (int i = 1; i <= views.size(); i++) {
                Deed view = views.get(i - 1);
                all &= view.whole();
                watched[i]++;
                whole[i] += all ? 1 : 0;
                int[] length = byLength.computeIfAbsent(magnitude(view), none -> new int[2]);
                length[0]++;
                length[1] += view.whole() ? 1 : 0;
            }
        }

        /** That somebody watches all of these to their end: as somebody with as many, or as if each were by chance, whatever is more likely. */
        double chance(List<Deed> views) {
            double each = 1;
            for (Deed view : views) {
                int[] length = byLength.getOrDefault(magnitude(view), new int[2]);
                each *= length[0] < KNOWN ? 1 : (double) length[1] / length[0];
            }
            int n = views.size();
            return Math.max(each, watched[n] == 0 ? 1 : (double) whole[n] / watched[n]);
        }

        private static int magnitude(Deed view) {
            return Long.SIZE - Long.numberOfLeadingZeros(view.lengthMs() / 1_000);
        }
    }
}
