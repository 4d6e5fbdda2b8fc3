package io.wetoken.recommender;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How much each part of the default model counts. Only their relations matter.
 *
 * @param walk of RP3β, whose rows sum to 1
 * @param graph of the graph filter
 * @param content of each kind of content features, in the order in which they were given; such rows sum to 1 too
 * @param popularity of the most popular item, for everybody; less for others in proportion
 */
public record BlendWeights(double walk, double graph, List<Double> content, double popularity) implements Serializable {
    public BlendWeights {
        content = List.copyOf(content);
    }

    /** Parts of a row before popularity: {@code walk, graph, content…}. */
    int parts() {
        return 2 + content.size();
    }

    double part(int part) {
        return part == 0 ? walk : part == 1 ? graph : content.get(part - 2);
    }

    BlendWeights withPart(int part, double weight) {
        if (part < 2) {
            return new BlendWeights(part == 0 ? weight : walk, part == 1 ? weight : graph, content, popularity);
        }
        List<Double> changed = new ArrayList<>(content);
        changed.set(part - 2, weight);
        return new BlendWeights(walk, graph, changed, popularity);
    }

    BlendWeights withPopularity(double weight) {
        return new BlendWeights(walk, graph, content, weight);
    }
}
