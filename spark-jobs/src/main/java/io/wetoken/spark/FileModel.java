package io.wetoken.spark;

import io.wetoken.behaviour.ContentId;
import io.wetoken.recommender.History;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.file.TrainedModel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A model out of its file, asked about items that others have numbered. What it has not learnt comes last. */
final class FileModel implements Model {
    private static final int UNKNOWN = -1;

    private final TrainedModel file;
    private final Model model;
    private final int[] numbers;

    /** @param ids the items that it will be asked about, by their numbers */
    FileModel(TrainedModel file, List<ContentId> ids) {
        this.file = file;
        this.model = Models.named(file.card().model());
        this.numbers =
                ids.stream().mapToInt(id -> file.ids().find(id).orElse(UNKNOWN)).toArray();
    }

    @Override
    public String name() {
        return model.name();
    }

    /** It brings its own tables. */
    @Override
    public Set<Table> needs() {
        return Set.of();
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        float[] its = new float[file.learnt().items()];
        model.score(file.learnt(), known(history), its);
        for (int item = 0; item < scores.length; item++) {
            scores[item] = numbers[item] == UNKNOWN ? Float.NEGATIVE_INFINITY : its[numbers[item]];
        }
    }

    private History known(History history) {
        int[] items = new int[history.items().length];
        float[] weights = new float[items.length];
        int size = 0;
        for (int i = 0; i < items.length; i++) {
            int number = numbers[history.items()[i]];
            if (number != UNKNOWN) {
                items[size] = number;
                weights[size++] = history.weights()[i];
            }
        }
        return new History(Arrays.copyOf(items, size), Arrays.copyOf(weights, size));
    }
}
