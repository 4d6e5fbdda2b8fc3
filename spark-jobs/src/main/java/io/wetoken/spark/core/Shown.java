package io.wetoken.spark.core;

import io.wetoken.behaviour.ActivityRules.Effective;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.avro.ServedItem;
import io.wetoken.behaviour.avro.ServedPage;
import io.wetoken.recommender.rank.Features;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One place of one page: what stood there, why, and what came of it.
 *
 * @param at when the page was made, ms since 1970
 * @param model version; empty where none was there
 * @param position from 0, counted over the pages of a feed
 * @param policy the source or the re-ranker that put the content there
 * @param propensity the probability that it came there, given what came before it
 * @param features what the ranker was told of it, in the order of {@link Features#names}, 0 for those that the page was logged without; empty for a page without any
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares them.
public record Shown(
        String request,
        String account,
        long at,
        String model,
        int position,
        String content,
        String policy,
        double propensity,
        float[] features,
        Outcome outcome)
        implements Serializable {
    /** What somebody does later with a page that they left open is no answer to it: so that all days are alike, also the last one that is closed. */
    private static final long ANSWERED_MS = TimeUnit.HOURS.toMillis(24);
    /** By which the clocks of sites and collectors may differ. */
    private static final long SKEW_MS = TimeUnit.MINUTES.toMillis(5);

    /**
     * The places of a page, with what its reader answered; what does not fit the page is left out: another place, another content, too late.
     *
     * @param answers that name the page's request, by its reader
     */
    public static List<Shown> of(ServedPage page, Iterable<Answer> answers, Effective effective) {
        Map<Integer, Outcome> outcomes = new HashMap<>();
        Map<Integer, String> contents = new HashMap<>();
        page.getItems().forEach(item -> contents.put(item.getPosition(), item.getContent()));
        int last = -1;
        for (Answer answer : answers) {
            if (answer.content().equals(contents.get(answer.position())) && isTimely(page, answer)) {
                last = Math.max(last, answer.position());
                boolean watched =
                        answer.kind() == EventKind.PLAY && effective.play(answer.watchMs(), answer.lengthMs());
                outcomes.merge(
                        answer.position(),
                        Outcome.NONE.with(answer.kind(), watched, answer.watchMs()),
                        (before, now) -> before.with(answer.kind(), watched, answer.watchMs()));
            }
        }
        int[] columns = columns(page.getFeatureNames());
        List<Shown> shown = new ArrayList<>(page.getItems().size());
        for (ServedItem item : page.getItems()) {
            Outcome outcome = outcomes.getOrDefault(item.getPosition(), Outcome.NONE);
            shown.add(new Shown(
                    page.getRequest(),
                    page.getAccount(),
                    page.getAt(),
                    page.getModel(),
                    item.getPosition(),
                    item.getContent(),
                    item.getPolicy(),
                    item.getPropensity(),
                    features(columns, item.getFeatures()),
                    item.getPosition() <= last ? outcome.passed() : outcome));
        }
        return shown;
    }

    private static boolean isTimely(ServedPage page, Answer answer) {
        long after = answer.received() - page.getAt();
        return after >= -SKEW_MS && after < ANSWERED_MS;
    }

    /** Where each feature stands on a page; -1 where it does not. */
    private static int[] columns(List<String> logged) {
        return logged == null
                ? new int[0]
                : Features.names().stream().mapToInt(logged::indexOf).toArray();
    }

    private static float[] features(int[] columns, List<Float> logged) {
        if (logged == null) {
            return new float[0];
        }
        float[] features = new float[columns.length];
        for (int feature = 0; feature < features.length; feature++) {
            int column = columns[feature];
            features[feature] = column < 0 || column >= logged.size() ? 0 : logged.get(column);
        }
        return features;
    }
}
