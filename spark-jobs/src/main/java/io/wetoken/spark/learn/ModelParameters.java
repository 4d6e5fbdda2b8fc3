package io.wetoken.spark.learn;

import io.wetoken.behaviour.Settings;
import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.RandomWalk;

/**
 * The parameters of every model that learns. To add a model's: a component, a line in {@link #of}, and its keys with their reasons in {@code run.properties}.
 *
 * @param blendNeighbours kept in the default model's row of an item
 */
public record ModelParameters(
        RandomWalk.Parameters walk, GraphFilter graph, int blendNeighbours, AlternatingLeastSquares.Parameters als) {
    private static final int MAX_NEIGHBOURS = 100_000;
    private static final int MAX_RANK = 4096;

    /** What is wrong is kept in the settings, for {@link Settings#check}. */
    public static ModelParameters of(Settings settings) {
        return new ModelParameters(
                new RandomWalk.Parameters(
                        settings.decimal("walk.alpha", 1e-6, 10),
                        settings.decimal("walk.beta", 0, 10),
                        whole(settings, "walk.neighbours", MAX_NEIGHBOURS)),
                new GraphFilter(
                        whole(settings, "graph.rank", MAX_RANK),
                        settings.decimal("graph.sharpening", 0, 100),
                        settings.decimal("graph.smoothing", 0, 100),
                        whole(settings, "graph.iterations", 100)),
                whole(settings, "blend.neighbours", MAX_NEIGHBOURS),
                new AlternatingLeastSquares.Parameters(
                        whole(settings, "als.rank", MAX_RANK),
                        whole(settings, "als.iterations", 1000),
                        (float) settings.decimal("als.alpha", 0, 1e6),
                        (float) settings.decimal("als.lambda", 0, 1e6)));
    }

    private static int whole(Settings settings, String key, int most) {
        return (int) settings.required(key, 1, most);
    }
}
