package io.wetoken.spark.core;

import io.wetoken.behaviour.Ppm;
import java.io.Serializable;

/**
 * What one viewer gives one creator today.
 *
 * @param points micro-points of promotion
 * @param weight of all that the viewer did with that creator, millionths
 */
public record Given(long points, long weight) implements Serializable {
    /** The part of it that is owed to the last link, floored. */
    public long owedTo(Attributed attributed, ContributionRules.Promotion rules) {
        return Ppm.scale(points, attributed.weight(rules), weight);
    }
}
