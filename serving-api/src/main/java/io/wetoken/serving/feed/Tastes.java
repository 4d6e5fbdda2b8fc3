package io.wetoken.serving.feed;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.recommender.History;
import io.wetoken.recommender.LearningRules.Interactions;
import io.wetoken.recommender.Nearby;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** What somebody did of late, as one model knows it and weighed as in training; and what the model finds for that. */
final class Tastes {
    /** Arrays that are used again; some hundred kilobytes for each of the server's bounded threads. */
    private static final ThreadLocal<Nearby> NEARBY = ThreadLocal.withInitial(Nearby::new);

    private final TrainedModel model;
    private final History history;
    private final Profile profile;

    private Tastes(TrainedModel model, History history, Profile profile) {
        this.model = model;
        this.history = history;
        this.profile = profile;
    }

    /**
     * An act that speaks for an item.
     *
     * @param share of all that is said for the item, 0 to 1
     */
    record Voice(ContentId content, List<String> kinds, double share) {}

    /** Kinds of acts are joined a content, as training joins them. */
    static Tastes of(Profile profile, TrainedModel model, Interactions rules) {
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
        return new Tastes(model, new History(items, weights, true), profile);
    }

    /** Numbers of items, best first, at most {@code most}; nothing for somebody of whom the model knows nothing. */
    int[] candidates(int most) {
        return NEARBY.get().of(model.forFeeds(), model.learnt(), history, most);
    }

    ItemIds ids() {
        return model.ids();
    }

    /** The acts that speak most for a content, loudest first, at most {@code most}; none for what they do not lead to. */
    List<Voice> voices(ContentId content, int most) {
        OptionalInt item = model.ids().find(content);
        if (item.isEmpty()) {
            return List.of();
        }
        float[] voices = Nearby.voices(model.forFeeds(), model.learnt(), history, item.getAsInt());
        double sum = 0;
        for (float voice : voices) {
            sum += voice;
        }
        double all = sum;
        return IntStream.range(0, voices.length)
                .filter(i -> voices[i] > 0)
                .boxed()
                .sorted((one, other) -> Float.compare(voices[other], voices[one]))
                .limit(most)
                .map(i -> voice(model.ids().get(history.items()[i]), voices[i] / all))
                .toList();
    }

    private Voice voice(ContentId acted, double share) {
        List<String> kinds = profile.recent().stream()
                .filter(act -> act.content().equals(acted) && Interactions.sign(EventKind.valueOf(act.kind())) > 0)
                .map(Interaction::kind)
                .distinct()
                .sorted()
                .toList();
        return new Voice(acted, kinds, share);
    }
}
