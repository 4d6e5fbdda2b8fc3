package io.wetoken.recommender;

import java.util.List;
import java.util.stream.Collectors;

/** Every model. To add one: a class, a line here, and, if it needs a new {@link Table}, its trainer. */
public final class Models {
    public static final List<Model> ALL = List.of(
            new Blend(),
            new Popularity(),
            new Trending(),
            new Rp3Beta(),
            new ItemKnn(),
            new GraphFiltered(),
            new Ease(),
            new ImplicitFactors(),
            new FrequencyScaledFactors(),
            new ContentKnn(),
            new SessionKnn());

    private Models() {}

    static {
        long names = ALL.stream().map(Model::name).distinct().count();
        if (names != ALL.size()) {
            throw new IllegalStateException("Two models have one name: " + names());
        }
    }

    /** @throws IllegalArgumentException naming those there are */
    public static Model named(String name) {
        return ALL.stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("There is no model '" + name + "'; there are " + names() + "."));
    }

    /** @throws IllegalArgumentException when feeds cannot be made by it */
    public static FeedModel forFeeds(String name) {
        if (named(name) instanceof FeedModel model) {
            return model;
        }
        throw new IllegalArgumentException("Feeds cannot be made by '" + name
                + "', which does not say what a history leads to; they can by "
                + ALL.stream()
                        .filter(FeedModel.class::isInstance)
                        .map(Model::name)
                        .collect(Collectors.joining(", ")) + ".");
    }

    public static String names() {
        return ALL.stream().map(Model::name).collect(Collectors.joining(", "));
    }
}
