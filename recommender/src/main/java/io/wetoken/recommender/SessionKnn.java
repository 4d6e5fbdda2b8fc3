package io.wetoken.recommender;

import java.util.Arrays;
import java.util.Set;

/**
 * Session kNN: the past sessions that are most alike to what somebody does just now speak for their items. A session is what one person did in the days that were
 * learnt from, as far as {@link Sessions} holds it. Alike are those who share its items, the newest counting most and rare ones more than common ones, by the cosine
 * over the past session's length. The work of a call is bounded: so many of a history's newest items, so many sessions of each, so many neighbours.
 *
 * <p>Where a history has no order, as in split files, all its items count the same.
 *
 * <p>Sources: D. Jannach, M. Ludewig, "When Recurrent Neural Networks Meet the Neighborhood for Session-Based Recommendation", RecSys 2017; the weights by
 * place and rarity are those of V-SkNN in M. Ludewig, D. Jannach, "Evaluation of Session-Based Recommendation Algorithms", UMUAI 28, 2018.
 */
final class SessionKnn extends FeedModel {
    /** Of a history's items; the newest, where that is known. */
    private static final int LATEST = 100;

    private static final int NEIGHBOURS = 500;

    SessionKnn() {
        super("session");
    }

    @Override
    public Set<Table> needs() {
        return Set.of(Table.SESSIONS);
    }

    @Override
    public void score(Learnt learnt, History history, float[] scores) {
        Arrays.fill(scores, 0);
        Tally sums = new Tally();
        reach(learnt, history, sums);
        for (int i = 0; i < sums.size(); i++) {
            scores[sums.number(i)] = sums.sum(i);
        }
    }

    @Override
    void reach(Learnt learnt, History history, Tally sums) {
        Sessions past = learnt.get(Table.SESSIONS, Sessions.class);
        Tally alike = alike(past, history);
        Top nearest = new Top(Math.min(NEIGHBOURS, alike.size()));
        for (int i = 0; i < alike.size(); i++) {
            int session = alike.number(i);
            nearest.offer(session, (float) (alike.sum(i) / Math.sqrt((double) past.length(session))));
        }
        for (int session : nearest.items()) {
            float says = (float) (alike.of(session) / Math.sqrt((double) past.length(session)));
            for (int i = past.offsets().get(session); i < past.offsets().get(session + 1); i++) {
                sums.add(past.items().get(i), says);
            }
        }
    }

    /** By session, before its length counts. */
    private static Tally alike(Sessions past, History history) {
        Tally alike = new Tally();
        int latest = Math.min(LATEST, history.items().length);
        for (int i = 0; i < latest; i++) {
            int item = history.items()[i];
            double place = history.newestFirst() ? (latest - i) / (double) latest : 1;
            double rare = Math.log1p(past.size() / (double) Math.max(1, past.count(item)));
            float weight = (float) (history.weights()[i] * place * rare);
            past.of(item).forEach(session -> alike.add(session, weight));
        }
        return alike;
    }
}
