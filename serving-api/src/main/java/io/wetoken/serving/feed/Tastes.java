package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.recommender.History;
import io.wetoken.recommender.LearningRules.Interactions;
import io.wetoken.recommender.Model;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.Top;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** What a model finds for what somebody did of late, weighed as in training. */
final class Tastes {
    static final Model MODEL = Models.named("default");

    private Tastes() {}

    /** What a model must have learnt to be asked. */
    static Set<Table> needs() {
        return MODEL.needs();
    }

    /** Best first, at most {@code most}; nothing for somebody of whom the model knows nothing. */
    static List<ContentId> of(Profile profile, TrainedModel model, Interactions rules, int most) {
        History history = history(profile, model, rules);
        if (history.isEmpty()) {
            return List.of();
        }
        float[] scores = new float[model.learnt().items()];
        MODEL.score(model.learnt(), history, scores);
        BitSet known = new BitSet(scores.length);
        for (int item : history.items()) {
            known.set(item);
        }
        List<ContentId> found = new ArrayList<>();
        for (int item : Top.of(scores, most, known)) {
            found.add(model.ids().get(item));
        }
        return found;
    }

    /** Kinds of acts are joined a content, as training joins them. */
    private static History history(Profile profile, TrainedModel model, Interactions rules) {
        Map<Integer, Integer> signs = new LinkedHashMap<>();
        for (Interaction act : profile.recent()) {
            int sign = Interactions.sign(EventKind.valueOf(act.kind()));
            OptionalInt item = sign == 0 ? OptionalInt.empty() : model.ids().find(act.content());
            item.ifPresent(found -> signs.merge(found, sign, (left, right) -> left | right));
        }
        signs.values().removeIf(of -> rules.weight(of) == 0);
        int[] items = signs.keySet().stream().mapToInt(Integer::intValue).toArray();
        float[] weights = new float[items.length];
        for (int i = 0; i < items.length; i++) {
            weights[i] = rules.weight(signs.get(items[i]));
        }
        return new History(items, weights);
    }
}
