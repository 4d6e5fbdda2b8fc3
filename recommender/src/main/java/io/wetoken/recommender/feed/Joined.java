package io.wetoken.recommender.feed;

import io.wetoken.recommender.feed.Feed.Source;
import io.wetoken.recommender.rank.Item;
import io.wetoken.recommender.rank.Ranking;
import io.wetoken.recommender.rank.Said;
import io.wetoken.recommender.rank.Traits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What all sources together propose, each content once, under the source that says most for it. */
final class Joined {
    private final Names names;
    /** By number of the name. */
    private final List<Merged> all;

    private final List<Merged> order;

    private Joined(Names names, List<Merged> all, List<Merged> order) {
        this.names = names;
        this.all = all;
        this.order = order;
    }

    static Joined of(List<Source> sources) {
        int named =
                sources.stream().mapToInt(source -> source.candidates().size()).sum();
        Names names = new Names(named);
        // In the order of the sources, each of which is sorted as it is.
        List<Merged> all = new ArrayList<>(named);
        for (Source source : sources) {
            for (int place = 0; place < source.candidates().size(); place++) {
                Candidate candidate = source.candidates().get(place);
                int number = names.find(candidate.contentHash(), candidate.content());
                if (number < 0) {
                    number = all.size();
                    names.add(candidate.contentHash(), candidate.content());
                    all.add(new Merged(candidate));
                }
                all.get(number).add(candidate, Feed.says(source, place));
            }
        }
        List<Merged> order = new ArrayList<>(all);
        Collections.sort(order);
        return new Joined(names, all, order);
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
                .map(shown -> shown.said(all.get(names.find(shown.contentHash(), shown.content()))
                        .sums()))
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
