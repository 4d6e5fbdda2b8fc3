package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What can be watched: few creators draw most viewers (Zipf), each within one topic, and each releases before it is watched. */
final class Library {
    static final int TOPICS = 6;
    private static final double ZIPF = 0.9;
    /** The first videos of everybody come within this long after the first midnight; nobody watches before. */
    static final long OPENING_MS = 600_000;

    private final List<List<List<Content>>> byTopicAndCreator = new ArrayList<>();
    private final List<double[]> weights = new ArrayList<>();
    private final List<Line> releases = new ArrayList<>();

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

    /** Something to watch, from another's channel. Every topic needs two creators, and the opening must be over. */
    Content choose(Chance chance, Person viewer, long time) {
        while (true) {
            int topic = chance.happens(0.7) ? viewer.topic() : chance.below(TOPICS);
            List<Content> channel = byTopicAndCreator.get(topic).get(chance.weighted(weights.get(topic)));
            Content content = channel.get(chance.below(channel.size()));
            // Released a while before: its release must not be received after it was watched.
            if (content.released() + 5_000 < time && !content.owner().equals(viewer.account())) {
                return content;
            }
        }
    }
}
