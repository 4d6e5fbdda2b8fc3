package io.wetoken.flink.review.core;

/** One kind of evidence against accounts that shows only when a day is looked at as a whole. Pure: the same day, the same findings. */
public interface ReviewRule {
    /** The reason code that reviewed events carry. Stable, and unique among {@link ReviewRules#ALL} and the guard's own rules. */
    String code();

    void look(Day day, Findings findings);
}
