package io.wetoken.recommender.quality;

import io.wetoken.behaviour.avro.EventKind;
import java.util.Arrays;
import java.util.List;

/** Kinds of acts that were there on the days before, and are not any more. */
record LostKinds() implements Check {
    @Override
    public String name() {
        return "lost-kinds";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        if (!days.hasUsualDays(rules)) {
            return Told.unsaid(days, rules);
        }
        List<String> lost = Arrays.stream(EventKind.values())
                .filter(kind -> days.day().share(kind) == 0 && days.median(day -> day.share(kind)) >= rules.lostKind())
                .map(EventKind::name)
                .toList();
        return Outcome.of(
                lost.isEmpty(),
                lost.isEmpty() ? "every kind of the days before" : "no " + String.join(", no ", lost),
                "every kind that was " + Told.percent(rules.lostKind()) + " of acts before");
    }

    @Override
    public String advice() {
        return "Look at what the collector refused of that kind (./we ingest recover --date D --dry-run) and at the newest release of the apps";
    }
}
