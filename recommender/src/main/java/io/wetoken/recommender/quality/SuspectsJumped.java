package io.wetoken.recommender.quality;

/** The guard suspects far more than before: a raid, or a rule that has gone wrong; what is left says less either way. */
record SuspectsJumped() implements Check {
    @Override
    public String name() {
        return "suspects-jumped";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        if (!days.hasUsualDays(rules)) {
            return Told.unsaid(days, rules);
        }
        double usual = days.median(DayFigures::suspectShare);
        double found = days.day().suspectShare();
        return Outcome.of(
                found <= usual + rules.suspectJump(),
                Told.percent(found) + " of acts are suspect",
                "at most " + Told.percent(usual + rules.suspectJump()) + ", the median of " + Told.percent(usual)
                        + " and " + Told.percent(rules.suspectJump()) + " more");
    }

    @Override
    public String advice() {
        return "See who and why (./we guard explain --actor A --date D)";
    }
}
