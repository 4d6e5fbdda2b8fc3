package io.wetoken.recommender.quality;

/** The stream keeps the first copy of an event only, so an id that is there twice was written twice. */
record DuplicateIds() implements Check {
    @Override
    public String name() {
        return "duplicate-ids";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        long duplicates = days.day().duplicates();
        return Outcome.of(duplicates == 0, duplicates + " acts with an id that another one has", "none");
    }

    @Override
    public String advice() {
        return "Look for files of the day that are named twice, and at the stream's state when it was last started (docs/cluster.md)";
    }
}
