package io.wetoken.behaviour;

/** The shares of a space whose owner set none, in millionths; {@code contribution-rules.properties} of the scores gives the reasons, and a test holds both equal. */
public final class SpaceShares {
    public static final long OWNER_PPM = 500_000;
    public static final long DISSEMINATOR_PPM = 100_000;

    private SpaceShares() {}
}
