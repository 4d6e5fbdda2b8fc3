package io.wetoken.recommender.quality;

/** A day before this one, within what is learnt from, is not closed. */
record DaysMissing() implements Check {
    private static final int NAMED = 5;

    @Override
    public String name() {
        return "missing-days";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        int missing = days.missing().size();
        String named = String.join(", ", days.missing().subList(0, Math.min(NAMED, missing)));
        return Outcome.of(
                missing == 0,
                missing + " days that are not closed"
                        + (missing == 0 ? "" : ": " + named + (missing > NAMED ? ", …" : "")),
                "none");
    }

    @Override
    public String advice() {
        return "Close them (./we epoch backfill --from D --to D --mode none), or leave them out knowingly";
    }
}
