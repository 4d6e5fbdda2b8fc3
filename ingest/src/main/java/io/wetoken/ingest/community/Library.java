package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What can be watched: few creators draw most viewers (Zipf), each within one topic, and each releases before it is watched. */
final class Library {
    static final int TOPICS = 6;
    private static final int HITS_A_DAY = 2;
    /** Share of views that go to a hit while it is one. */
    private static final double VIRAL = 0.12;

    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;
    private static final double ZIPF = 0.9;
    /** The first videos of everybody come within this long after the first midnight; nobody watches before. */
    static final long OPENING_MS = 600_000;

    private final List<List<List<Content>>> byTopicAndCreator = new ArrayList<>();
    private final List<double[]> weights = new ArrayList<>();
    private final List<Line> releases = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();

    /** A video that everybody talks of for some hours. */
    private record Hit(Content content, long from, long until) {}

    Library(Chance chance, List<Person> creators, long start, long end) {
        for (int topic = 0; topic < TOPICS; topic++) {
            byTopicAndCreator.add(new ArrayList<>());
        }
        int number = 0;
        for (Person creator : creators) {
            List<Content> own = new ArrayList<>();
            Acts acts = new Acts(chance, creator, Line.HONEST);
            int first = 2 + chance.below(3);
            int later = chance.below(4);
            for (int i = 0; i < first + later; i++) {
                long time = i < first
                        ? chance.between(start + 1_000, start + OPENING_MS)
                        : chance.between(start + OPENING_MS, end - 60_000);
                Content content = new Content(
                        "video-" + number++, creator.account(), creator.topic(), chance.between(8, 120) * 1_000, time);
                own.add(content);
                releases.add(acts.release(content, time));
            }
            own.sort(Comparator.comparingLong(Content::released));
            byTopicAndCreator.get(creator.topic()).add(own);
        }
        for (List<List<Content>> topic : byTopicAndCreator) {
            double[] cumulative = new double[topic.size()];
            double sum = 0;
            for (int rank = 0; rank < cumulative.length; rank++) {
                sum += 1 / Math.pow(rank + 1, ZIPF);
                cumulative[rank] = sum;
            }
            weights.add(cumulative);
        }
        List<Content> all = contents();
        for (long day = start; day < end; day += DAY_MS) {
            for (int i = 0; i < HITS_A_DAY; i++) {
                long from = day + chance.between(8 * HOUR_MS, 20 * HOUR_MS);
                hits.add(new Hit(chance.one(all), from, from + chance.between(HOUR_MS, 4 * HOUR_MS)));
            }
        }
    }

    List<Content> contents() {
        return byTopicAndCreator.stream()
                .flatMap(List::stream)
                .flatMap(List::stream)
                .toList();
    }

    List<Line> releases() {
        return releases;
    }

    /** Of one creator, released a while before the time; empty when there is none. */
    List<Content> of(String creator, long time) {
        return contents().stream()
                .filter(content -> content.owner().equals(creator) && content.released() + 5_000 < time)
                .toList();
    }

    /** Something to watch, from another's channel. Every topic needs two creators, and the opening must be over. */
    Content choose(Chance chance, Person viewer, long time) {
        for (Hit hit : hits) {
            if (hit.from() < time && time < hit.until() && seen(hit.content(), viewer, time) && chance.happens(VIRAL)) {
                return hit.content();
            }
        }
        while (true) {
            int topic = chance.happens(0.7) ? viewer.topic() : chance.below(TOPICS);
            List<Content> channel = byTopicAndCreator.get(topic).get(chance.weighted(weights.get(topic)));
            Content content = channel.get(chance.below(channel.size()));
            if (seen(content, viewer, time)) {
                return content;
            }
        }
    }

    /** Released a while before, for its release must not be received after it was watched; and another's. */
    private static boolean seen(Content content, Person viewer, long time) {
        return content.released() + 5_000 < time && !content.owner().equals(viewer.account());
    }
}
