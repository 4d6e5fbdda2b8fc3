package io.wetoken.recommender.quality;

/** One account has too much of what is learnt from. */
record OneAccount() implements Check {
    @Override
    public String name() {
        return "one-account";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        DayFigures day = days.day();
        if (day.acts() < rules.fromActs() || day.people() < rules.accountFromPeople()) {
            return new Outcome(
                    State.UNSAID,
                    day.acts() + " valid acts of " + day.people() + " people",
                    "said from " + rules.fromActs() + " acts of " + rules.accountFromPeople() + " people on");
        }
        double found = (double) day.busiest().acts() / day.acts();
        return Outcome.of(
                found <= rules.mostOfAnAccount(),
                day.busiest().name() + " did " + Told.percent(found) + " of the valid acts",
                "at most " + Told.percent(rules.mostOfAnAccount()));
    }

    @Override
    public String advice() {
        return "See what it did (./we guard explain --actor A --date D); ./we guard uphold puts an operator's word on it until the day closes";
    }
}
