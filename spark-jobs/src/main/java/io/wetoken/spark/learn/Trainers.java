package io.wetoken.spark.learn;

import io.wetoken.recommender.ItemCosine;
import io.wetoken.recommender.Popular;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Sessions;
import io.wetoken.recommender.Table;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;

/** Who learns which table. To add one: a line here, and one in {@link Table}. */
public final class Trainers {
    private static final Map<Table, Trainer> ALL = Map.ofEntries(
            Map.entry(Table.POPULARITY, of -> Popular.table(Tastes.popularity(of.users(), of.items()))),
            // Interactions have no times: whoever has some brings a table of heat.
            Map.entry(Table.HEAT, of -> Popular.table(Tastes.popularity(of.users(), of.items()))),
            Map.entry(
                    Table.NEIGHBOURS,
                    of -> BlockRows.learn(
                            of.users(), new RandomWalk(of.settings().walk(), Tastes.weights(of.users(), of.items())))),
            Map.entry(
                    Table.COSINES,
                    of -> BlockRows.learn(
                            of.users(),
                            new ItemCosine(of.settings().itemKnn(), Tastes.squares(of.users(), of.items())))),
            Map.entry(Table.GRAPH, of -> blends(of).filtered(of.users(), of.items())),
            Map.entry(
                    Table.REGRESSION,
                    of -> new Regressions(of.settings().ease(), of.progress()).learn(of.users(), of.items())),
            Map.entry(
                    Table.SCALED_FACTORS,
                    of -> new FrequencyScaledLeastSquares(of.settings().ials(), of.seed(), of.progress())
                            .learn(of.users(), of.items())),
            Map.entry(
                    Table.LIKENESS,
                    of -> Alike.learn(
                            JavaSparkContext.fromSparkContext(of.users().context()),
                            of.items(),
                            of.features(),
                            of.settings().alike())),
            Map.entry(
                    Table.SESSIONS,
                    of -> Sessions.of(
                            of.items(),
                            Tastes.sample(of.users(), of.settings().sessions().people()),
                            of.settings().sessions())),
            Map.entry(
                    Table.FACTORS,
                    of -> new AlternatingLeastSquares(of.settings().als(), of.seed())
                            .learn(of.session(), of.users(), of.items())),
            Map.entry(Table.BLEND, of -> blends(of).learn(of.users(), of.items(), of.features(), of.tuning())));

    private Trainers() {}

    private static Blends blends(Training of) {
        return new Blends(
                of.settings().walk(), of.settings().graph(), of.settings().blend(), of.seed(), of.progress());
    }

    private interface Trainer {
        Object learn(Training training);
    }

    /** With what a table is learnt, to be told of a model; empty where nothing is set, or the table itself says it. */
    public static Optional<String> settings(Table table, Training of) {
        return switch (table) {
            case POPULARITY, HEAT, BLEND -> Optional.empty();
            case NEIGHBOURS -> Optional.of(of.settings().walk().toString());
            case COSINES -> Optional.of(of.settings().itemKnn().toString());
            case GRAPH -> Optional.of(of.settings().graph().toString());
            case REGRESSION -> Optional.of(of.settings().ease().toString());
            case FACTORS -> Optional.of(of.settings().als().toString());
            case SCALED_FACTORS -> Optional.of(of.settings().ials().toString());
            case LIKENESS -> Optional.of("neighbours=" + of.settings().alike());
            case SESSIONS -> Optional.of(of.settings().sessions().toString());
        };
    }

    /** @throws IllegalArgumentException when the table cannot be learnt from this, saying why */
    public static Object learn(Table table, Training training) {
        Trainer trainer = ALL.get(table);
        if (trainer == null) {
            throw new IllegalStateException("Nobody learns table " + table);
        }
        return trainer.learn(training);
    }
}
