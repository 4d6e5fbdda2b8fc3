package io.wetoken.recommender.offpolicy;

import io.wetoken.recommender.interval.Terms;
import java.util.List;

/**
 * What one policy showed, each line drawn by itself.
 *
 * @param items that could be shown, numbered below this
 * @param positions numbered below this
 */
public record ImpressionLog(int items, int positions, List<Impression> impressions) {
    /** @throws IllegalArgumentException when it is empty, without any reward, or has an item or a position that is not of these */
    public ImpressionLog {
        impressions = List.copyOf(impressions);
        if (impressions.isEmpty()) {
            throw new IllegalArgumentException("The log is empty: there is nothing to estimate from");
        }
        for (Impression shown : impressions) {
            if (shown.item() >= items || shown.position() >= positions) {
                throw new IllegalArgumentException(
                        "The log has item " + shown.item() + " at position " + shown.position() + ", of " + items
                                + " items and " + positions + " positions that count from 0");
            }
        }
        if (impressions.stream().allMatch(shown -> shown.reward() == 0)) {
            throw new IllegalArgumentException("None of " + impressions.size()
                    + " impressions has a reward: every estimate would be 0 and every interval empty. Log longer, or take a reward"
                    + " that is less rare");
        }
    }

    /** Its own policy's value: the mean reward of an impression, over one each. */
    Terms onPolicy() {
        return Terms.mean(impressions.stream().mapToDouble(Impression::reward).toArray());
    }
}
