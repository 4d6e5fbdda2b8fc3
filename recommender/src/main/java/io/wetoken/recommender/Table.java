package io.wetoken.recommender;

/** What can be learnt from interactions. A model says which of these it needs; each has one trainer. */
public enum Table {
    POPULARITY,
    HEAT,
    NEIGHBOURS,
    FACTORS,
    /** {@link Mixture}: what the default model looks up. */
    BLEND
}
