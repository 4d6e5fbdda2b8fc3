package io.wetoken.recommender.offpolicy;

/**
 * One item that was shown.
 *
 * @param item from 0
 * @param position from 0
 * @param reward what came of it: 1 for a click, 0 for none, or any measure
 * @param propensity the probability by which the policy that ran put this item there; above 0, at most 1
 */
public record Impression(int item, int position, double reward, double propensity) {
    /** @throws IllegalArgumentException giving the value that is wrong */
    public Impression {
        if (!(propensity > 0 && propensity <= 1)) {
            throw new IllegalArgumentException("propensity must be above 0 and at most 1, is " + propensity
                    + ": what had no chance to be shown cannot be weighed");
        }
        if (!Double.isFinite(reward)) {
            throw new IllegalArgumentException("reward must be a number, is " + reward);
        }
        if (item < 0 || position < 0) {
            throw new IllegalArgumentException("item and position count from 0, are " + item + " and " + position);
        }
    }
}
