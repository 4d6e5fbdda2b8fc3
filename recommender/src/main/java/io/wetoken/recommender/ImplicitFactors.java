package io.wetoken.recommender;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Set;

/**
 * Matrix factors of implicit feedback, learnt by Spark's ALS; the named baseline. The user's vector is folded in from the history: the half step of ALS
 * that Spark itself would make with these item factors, so it scores any history.
 *
 * <p>Source: Y. Hu, Y. Koren, C. Volinsky, "Collaborative Filtering for Implicit Feedback Datasets", ICDM 2008; regularisation by the number of interactions as
 * in Y. Zhou et al., "Large-Scale Parallel Collaborative Filtering for the Netflix Prize", AAIM 2008.
 */
final class ImplicitFactors implements Model {
    private static final int CHUNK = 4096;

    @Override
    public String name() {
        return "als";
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.FACTORS);
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        Factors factors = learnt.factors();
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
