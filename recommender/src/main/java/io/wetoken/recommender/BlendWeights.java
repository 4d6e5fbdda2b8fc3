package io.wetoken.recommender;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How much each part of the default model counts. Only their relations matter.
 *
 * @param walk of RP3β, whose rows sum to 1
 * @param paths over the people whom two items share, {@code R̃ᵀR̃}
 * @param sharpened of what {@link GraphFilter#correction} adds to the strongest directions of these
 * @param smooth of the very strongest directions as a low pass, in which what is popular counts more
 * @param content of each kind of content features, in the order in which they were given; such rows sum to 1 too
 * @param popularity of the most popular item, for everybody; less for others in proportion
 */
public record BlendWeights(
        double walk, double paths, double sharpened, double smooth, List<Double> content, double popularity)
        implements Serializable {
    /** Parts that are there whether items have features or not. */
    static final int SHARED = 4;

    static final int WALK = 0;
    static final int PATHS = 1;
    static final int SHARPENED = 2;
    static final int SMOOTH = 3;

    public BlendWeights {
        content = List.copyOf(content);
    }

    /** Walks and nothing else. */
    public static BlendWeights ofWalks() {
        return new BlendWeights(1, 0, 0, 0, List.of(), 0);
    }

    /** Parts of a row before popularity: {@code walk, paths, sharpened, smooth, content…}. */
    int parts() {
        return SHARED + content.size();
    }

    double part(int part) {
        return switch (part) {
            case WALK -> walk;
            case PATHS -> paths;
            case SHARPENED -> sharpened;
            case SMOOTH -> smooth;
            default -> content.get(part - SHARED);
        };
    }

    BlendWeights withPart(int part, double weight) {
        List<Double> changed = new ArrayList<>(content);
        if (part >= SHARED) {
            changed.set(part - SHARED, weight);
        }
        return new BlendWeights(
                part == WALK ? weight : walk,
                part == PATHS ? weight : paths,
                part == SHARPENED ? weight : sharpened,
                part == SMOOTH ? weight : smooth,
                changed,
                popularity);
    }

    BlendWeights withPopularity(double weight) {
        return new BlendWeights(walk, paths, sharpened, smooth, content, weight);
    }
}
