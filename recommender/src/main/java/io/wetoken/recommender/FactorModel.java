package io.wetoken.recommender;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Set;

/** A model of factors: an item's score is the product of its factors and the user's, which are folded in from the history by {@link HalfStep}, so it scores any history. */
abstract class FactorModel implements Model {
    private static final int CHUNK = 4096;

    private final String name;
    private final Table table;

    /** @param table of {@link Factors} */
    FactorModel(String name, Table table) {
        this.name = name;
        this.table = table;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<Table> needs() {
        return Set.of(table);
    }

    @Override
    public final void score(Learnt learnt, History history, float[] scores) {
        Factors factors = learnt.get(table, Factors.class);
        Arrays.fill(scores, 0);
        if (history.isEmpty()) {
            return;
        }
        double[] user = factors.foldIn(history);
        FloatBuffer values = factors.byRank();
        float[] chunk = new float[Math.min(CHUNK, scores.length)];
        for (int from = 0; from < scores.length; from += chunk.length) {
            int length = Math.min(chunk.length, scores.length - from);
            for (int f = 0; f < factors.rank(); f++) {
                values.get(f * scores.length + from, chunk, 0, length);
                float weight = (float) user[f];
                for (int i = 0; i < length; i++) {
                    scores[from + i] += weight * chunk[i];
                }
            }
        }
    }
}
