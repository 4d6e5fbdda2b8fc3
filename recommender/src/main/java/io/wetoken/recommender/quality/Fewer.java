package io.wetoken.recommender.quality;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** There is less of something than on the days before. */
record Fewer(String name, String what, ToLongFunction<DayFigures> figure, ToDoubleFunction<QualityRules> least)
        implements Check {
    @Override
    public Outcome of(Days days, QualityRules rules) {
        if (!days.hasUsualDays(rules)) {
            return Told.unsaid(days, rules);
        }
        double usual = days.median(figure::applyAsLong);
        double allowed = least.applyAsDouble(rules) * usual;
        long found = figure.applyAsLong(days.day());
        return Outcome.of(
                found >= allowed,
                found + " " + what,
                String.format(
                        Locale.ROOT,
                        "at least %.0f, %s of %.0f, the median of %d days before",
                        allowed,
                        Told.percent(least.applyAsDouble(rules)),
                        usual,
                        days.before().size()));
    }

    @Override
    public String advice() {
        return "Look at what the collector refused that day (./we ingest recover --date D --dry-run) and at apps that stopped sending";
    }
}
