package io.wetoken.recommender.quality;

/** Contents of which nobody knows who made them: what is done to them is not learnt from. */
record Creatorless() implements Check {
    @Override
    public String name() {
        return "without-creator";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        DayFigures day = days.day();
        return Outcome.of(
                day.creatorless() <= rules.mostCreatorless() * day.contents(),
                day.creatorless() + " of " + day.contents() + " contents have no creator",
                "at most " + Told.percent(rules.mostCreatorless()));
    }

    @Override
    public String advice() {
        return "Look whether the catalogue could be read that day, and for an app that sends contents of its own without an owner";
    }
}
