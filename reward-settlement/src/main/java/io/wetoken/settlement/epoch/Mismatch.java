package io.wetoken.settlement.epoch;

/**
 * One thing that the chain and the plan tell differently.
 *
 * @param place such as {@code chunk 1, payment 17}
 * @param chain what the chain says; amounts in base units
 * @param plan what the plan says
 */
public record Mismatch(String place, String chain, String plan) {
    @Override
    public String toString() {
        return place + ": chain " + chain + ", plan " + plan;
    }
}
