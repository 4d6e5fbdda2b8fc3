package io.wetoken.recommender.quality;

/** One content has too much of what is learnt from. */
record OneContent() implements Check {
    @Override
    public String name() {
        return "one-content";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        DayFigures day = days.day();
        if (day.onContents() < rules.fromActs()) {
            return new Outcome(
                    State.UNSAID,
                    day.onContents() + " valid acts on contents",
                    "said from " + rules.fromActs() + " on");
        }
        double found = (double) day.hit().acts() / day.onContents();
        return Outcome.of(
                found <= rules.mostOfAContent(),
                day.hit().name() + " has " + Told.percent(found) + " of the valid acts on contents",
                "at most " + Told.percent(rules.mostOfAContent()));
    }

    @Override
    public String advice() {
        return "Look who took to it, and through which app; a feed that shows one content only looks like this too";
    }
}
