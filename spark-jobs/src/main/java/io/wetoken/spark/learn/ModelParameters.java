package io.wetoken.spark.learn;

import io.wetoken.behaviour.Settings;
import io.wetoken.recommender.BlendSearch;
import io.wetoken.recommender.GraphFilter;
import io.wetoken.recommender.ItemCosine;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Sessions;
import io.wetoken.recommender.Weighing;

/**
 * The parameters of every model that learns. To add a model's: a component, a line in {@link #of}, and its keys with their reasons in {@code run.properties}.
 *
 * @param alike neighbours of an item of each kind of features, of contentknn
 */
public record ModelParameters(
        RandomWalk.Parameters walk,
        GraphFilter graph,
        Blends.Parameters blend,
        ItemCosine.Parameters itemKnn,
        Regressions.Parameters ease,
        AlternatingLeastSquares.Parameters als,
        FrequencyScaledLeastSquares.Parameters ials,
        int alike,
        Sessions.Parameters sessions) {
    private static final int MAX_NEIGHBOURS = 100_000;
    private static final int MAX_RANK = 4096;
    private static final int MAX_ITERATIONS = 1000;
    private static final int MAX_PEOPLE = 1_000_000;
    private static final double MAX_WEIGHT = 1e6;

    /** What is wrong is kept in the settings, for {@link Settings#check}. */
    public static ModelParameters of(Settings settings) {
        return new ModelParameters(
                new RandomWalk.Parameters(
                        settings.decimal("walk.alpha", 1e-6, 10),
                        settings.decimal("walk.beta", 0, 10),
                        neighbours(settings, "walk.neighbours")),
                new GraphFilter(
                        whole(settings, "graph.rank", MAX_RANK),
                        whole(settings, "graph.lowpass", MAX_RANK),
                        settings.decimal("graph.sharpening", 0, 100),
                        settings.decimal("graph.smoothing", 0, 100),
                        whole(settings, "graph.iterations", 100)),
                new Blends.Parameters(
                        neighbours(settings, "blend.neighbours"),
                        neighbours(settings, "blend.alike"),
                        new BlendSearch.Parameters(
                                whole(settings, "blend.people", MAX_PEOPLE),
                                whole(settings, "blend.rounds", 100),
                                settings.decimal("blend.discount", 0, 10))),
                new ItemCosine.Parameters(
                        settings.decimal("itemknn.shrinkage", 0, MAX_WEIGHT),
                        neighbours(settings, "itemknn.neighbours")),
                new Regressions.Parameters(
                        settings.decimal("ease.lambda", 1e-6, 1e9), neighbours(settings, "ease.neighbours")),
                new AlternatingLeastSquares.Parameters(
                        whole(settings, "als.rank", MAX_RANK),
                        whole(settings, "als.iterations", MAX_ITERATIONS),
                        (float) settings.decimal("als.alpha", 0, MAX_WEIGHT),
                        (float) settings.decimal("als.lambda", 0, MAX_WEIGHT)),
                new FrequencyScaledLeastSquares.Parameters(
                        whole(settings, "ials.rank", MAX_RANK),
                        whole(settings, "ials.iterations", MAX_ITERATIONS),
                        new Weighing.FrequencyScaled(
                                (float) settings.decimal("ials.unobserved", 1e-6, MAX_WEIGHT),
                                (float) settings.decimal("ials.lambda", 1e-6, MAX_WEIGHT),
                                (float) settings.decimal("ials.power", 0, 10))),
                neighbours(settings, "contentknn.neighbours"),
                new Sessions.Parameters(
                        whole(settings, "session.people", MAX_PEOPLE),
                        whole(settings, "session.items", 1000),
                        whole(settings, "session.each", MAX_NEIGHBOURS)));
    }

    private static int neighbours(Settings settings, String key) {
        return whole(settings, key, MAX_NEIGHBOURS);
    }

    private static int whole(Settings settings, String key, int most) {
        return (int) settings.required(key, 1, most);
    }
}
