package io.wetoken.recommender.rank;

/** What is known of a content, the same for every reader. */
public interface Traits {
    /** ms since 1970; 0 when unknown. */
    long publishedAt();

    /** 0 when unknown. */
    long lengthMs();

    /** Valid ones so far. */
    long plays();

    /** By all plays together. */
    long watchMs();

    /** Valid likes, comments and shares so far. */
    long responses();

    /** In millionths, faded to {@link #heatAt}. */
    long heatMicros();

    /** ms since 1970. */
    long heatAt();

    /** As the daily analysis found it. */
    Favour favour();

    /** Of what nothing is known. */
    Traits UNKNOWN = new Plain(0, 0, 0, 0, 0, 0, 0, Favour.UNKNOWN);

    /** As they are. */
    record Plain(
            long publishedAt,
            long lengthMs,
            long plays,
            long watchMs,
            long responses,
            long heatMicros,
            long heatAt,
            Favour favour)
            implements Traits {}

    /**
     * How people took it in the last four weeks.
     *
     * @param known whether the analysis has it; the shares are 0 otherwise
     * @param completion of the plays whose length is known, the share of those to the end
     * @param likeLow the lower bound of the share of viewers who like it (Wilson)
     */
    record Favour(boolean known, double completion, double likeLow) {
        public static final Favour UNKNOWN = new Favour(false, 0, 0);
    }
}
