package io.wetoken.recommender.quality;

import java.util.Locale;

/** Figures as checks say them. */
final class Told {
    private Told() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** What a check says that needs usual days to measure by. */
    static Check.Outcome unsaid(Days days, QualityRules rules) {
        return new Check.Outcome(
                Check.State.UNSAID,
                days.before().isEmpty()
                        ? "no day before"
                        : String.format(Locale.ROOT, "%.0f valid acts on a day before", days.median(DayFigures::acts)),
                "said from " + rules.fromActs() + " on");
    }
}
