package io.wetoken.flink.review.core;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Chooses all around the clock. Everybody sleeps, and whoever works at night sleeps by day; what a player does by itself, while its owner sleeps, is no choice.
 * The pause is looked for on the clock's face, so that it does not matter at which hour a day begins.
 */
final class NeverRests implements ReviewRule {
    private static final long DAY_MS = 86_400_000L;
    /** A choice every quarter of an hour. */
    private static final int LEAST = 100;
    /** Most people sleep seven times as long, but an account may be a family's. */
    private static final long REST_MS = 3_600_000L;

    /** Awake for so long, and never away from the screen for longer than a meal. */
    private static final long AWAKE_MS = 18 * 3_600_000L;

    private static final long MEAL_MS = 30 * 60_000L;

    @Override
    public String code() {
        return "NEVER_RESTS";
    }

    @Override
    public void look(Day day, Findings findings) {
        for (AccountDay account : day.accounts()) {
            long[] chosen = choices(account);
            // Of a fuller day not all is kept, and what follows what is not known.
            if (chosen.length >= LEAST && account.deeds().size() < AccountDay.KEPT_ACTS) {
                long rest = chosen[0] + DAY_MS - chosen[chosen.length - 1];
                for (int i = 1; i < chosen.length; i++) {
                    rest = Math.max(rest, chosen[i] - chosen[i - 1]);
                }
                if (rest < REST_MS) {
                    findings.against(
                            account,
                            code(),
                            "%d choices around the clock, and never a pause of more than %d minutes",
                            chosen.length,
                            rest / 60_000);
                } else if (awake(chosen) >= AWAKE_MS) {
                    findings.against(
                            account,
                            code(),
                            "%d choices in a day, %d hours of it without a pause of %d minutes",
                            chosen.length,
                            awake(chosen) / 3_600_000,
                            MEAL_MS / 60_000);
                }
            }
        }
    }

    /** The longest stretch without a pause for a meal, in ms. */
    private static long awake(long[] chosen) {
        long longest = 0;
        long since = chosen[0];
        for (int i = 1; i < chosen.length; i++) {
            since = chosen[i] - chosen[i - 1] >= MEAL_MS ? chosen[i] : since;
            longest = Math.max(longest, chosen[i] - since);
        }
        return longest;
    }

    /** When those acts ended, as times of the day, sorted. */
    private static long[] choices(AccountDay account) {
        List<Deed> deeds = account.deeds();
        return IntStream.range(0, deeds.size())
                .filter(i -> !account.continues(i))
                .mapToLong(i -> Math.floorMod(deeds.get(i).end(), DAY_MS))
                .sorted()
                .toArray();
    }
}
