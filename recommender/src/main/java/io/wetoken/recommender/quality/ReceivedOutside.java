package io.wetoken.recommender.quality;

/** Acts that were received on another day than the one that they are filed under. */
record ReceivedOutside() implements Check {
    @Override
    public String name() {
        return "outside-the-day";
    }

    @Override
    public Outcome of(Days days, QualityRules rules) {
        long outside = days.day().outside();
        return Outcome.of(outside == 0, outside + " acts received outside the day", "none");
    }

    @Override
    public String advice() {
        return "The stream files by the time of receipt: something else wrote these files. Restore them from a copy";
    }
}
