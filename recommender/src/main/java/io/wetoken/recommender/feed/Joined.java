package io.wetoken.recommender.feed;

import io.wetoken.recommender.feed.Feed.Source;
import io.wetoken.recommender.rank.Item;
import io.wetoken.recommender.rank.Ranking;
import io.wetoken.recommender.rank.Said;
import io.wetoken.recommender.rank.Traits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What all sources together propose, each content once, under the source that says most for it. */
final class Joined {
    private final Map<String, Merged> byContent;
    private final List<Merged> order;

    private Joined(Map<String, Merged> byContent, List<Merged> order) {
        this.byContent = byContent;
        this.order = order;
    }

    static Joined of(List<Source> sources) {
        int named =
                sources.stream().mapToInt(source -> source.candidates().size()).sum();
        Map<String, Merged> merged = new HashMap<>(2 * named);
        // In the order of the sources, each of which is sorted as it is.
        List<Merged> order = new ArrayList<>(named);
        for (Source source : sources) {
            for (int place = 0; place < source.candidates().size(); place++) {
                Candidate candidate = source.candidates().get(place);
                Merged of = merged.get(candidate.content());
                if (of == null) {
                    of = new Merged(candidate);
                    merged.put(candidate.content(), of);
                    order.add(of);
                }
                of.add(candidate, Feed.says(source, place));
            }
        }
        Collections.sort(order);
        return new Joined(merged, order);
    }

    /** In the ranker's order, and without one in their own. */
    List<Candidate> candidates(Ranking ranking) {
        List<Candidate> candidates = new ArrayList<>(order.size());
        ranking.order(order).forEach(of -> candidates.add(of.candidate));
        return candidates;
    }

    /** Of these candidates what the sources say, for whoever logs it. */
    List<Candidate> told(List<Candidate> page) {
        return page.stream()
                .map(shown -> shown.said(byContent.get(shown.content()).sums()))
                .toList();
    }

    private static final class Merged implements Comparable<Merged>, Item, Said {
        private Candidate candidate;
        private double all;
        private double most;
        private double walks;
        private double trending;
        private double fresh;

        Merged(Candidate candidate) {
            this.candidate = candidate;
        }

        void add(Candidate named, double says) {
            all += says;
            switch (named.policy()) {
                case Said.WALKS -> walks += says;
                case Said.TRENDING -> trending += says;
                case Said.FRESH -> fresh += says;
                default -> {
                    // Of the others the ranker knows no more than that they add to the sum.
                }
            }
            if (says > most) {
                most = says;
                candidate = named;
            }
        }

        Said sums() {
            return new Sums(all, walks, trending, fresh);
        }

        /** Of whom most is said comes first; the name settles what is level. */
        @Override
        public int compareTo(Merged other) {
            int bySum = Double.compare(other.all, all);
            return bySum != 0 ? bySum : candidate.content().compareTo(other.candidate.content());
        }

        @Override
        public String owner() {
            return candidate.owner();
        }

        @Override
        public String topic() {
            return candidate.topic();
        }

        @Override
        public boolean newcomer() {
            return candidate.newcomer();
        }

        @Override
        public Said said() {
            return this;
        }

        @Override
        public Traits traits() {
            return candidate.traits();
        }

        @Override
        public double all() {
            return all;
        }

        @Override
        public double walks() {
            return walks;
        }

        @Override
        public double trending() {
            return trending;
        }

        @Override
        public double fresh() {
            return fresh;
        }
    }
}
