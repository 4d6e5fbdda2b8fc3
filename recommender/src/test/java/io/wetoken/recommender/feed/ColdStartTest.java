package io.wetoken.recommender.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.History;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Models;
import io.wetoken.recommender.Nearby;
import io.wetoken.recommender.RandomWalk;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.UserItems;
import io.wetoken.recommender.feed.Feed.Source;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a feed does for who and what is new. A made-up community: 400 people take 20 of 240 clips each, half of them of one topic of six that they prefer; 48 creators have 5 clips each.
 * Nothing that ranks knows of topics, but for what sets them apart.
 */
final class ColdStartTest {
    private static final int TOPICS = 6;
    private static final int CREATORS = 48;
    private static final int CLIPS = 240;
    private static final int PEOPLE = 400;
    private static final int TAKEN = 20;
    private static final double PREFERRED = .8;
    private static final int PAGE = 10;

    private final int[] plays = new int[CLIPS];
    private Learnt learnt;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aNewPersonsFirstPageIsVariedAndTheNextFollowsTheirFirstThreePlays(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        train(random);
        double before = 0;
        double after = 0;
        int newcomers = 20 * TOPICS;
        for (int person = 0; person < newcomers; person++) {
            int topic = person % TOPICS;
            List<Candidate> first = page(List.of(), List.of(), 0, random.nextLong());
            List<String> seen = new ArrayList<>(contents(first));
            // They play three clips of their topic, wherever they find them: by search, by a link, in the feed.
            List<Integer> played = random.ints(0, CLIPS)
                    .filter(clip -> topicOf(clip) == topic)
                    .distinct()
                    .limit(3)
                    .boxed()
                    .toList();
            played.forEach(clip -> seen.add(0, "c" + clip));
            List<Candidate> next = page(seen, played, PAGE, random.nextLong());
            before += ofTopic(first, topic);
            after += ofTopic(next, topic);
            assertThat(distinct(first, Candidate::topic))
                    .as("seed %d, person %d", seed, person)
                    .isGreaterThanOrEqualTo(4);
            assertThat(distinct(first, Candidate::owner))
                    .as("seed %d, person %d", seed, person)
                    .isGreaterThanOrEqualTo(8);
        }
        assertThat(before / newcomers / PAGE)
                .as("seed %d: nothing is known yet", seed)
                .isBetween(.1, .25);
        assertThat(after).as("seed %d", seed).isGreaterThan(3 * before);
    }

    /** Twenty new clips that people respond to one time in ten, but for one that they do half of the time, and one that they never do. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void ofTwoNewClipsTheOneThatIsRespondedToIsShownMoreAndTheOtherLess(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int clips = 20;
        int loved = 0;
        int ignored = 1;
        int quarters = 4;
        int draws = 40;
        double[][] propensity = new double[quarters][2];
        int[][] counted = new int[quarters][2];
        for (int run = 0; run < 50; run++) {
            long[] shown = new long[clips];
            long[] responses = new long[clips];
            for (int draw = 0; draw < quarters * draws; draw++) {
                List<Candidate> fresh = IntStream.range(0, clips)
                        .mapToObj(i -> Candidate.of("n" + i, "o" + i, "", "fresh", shown[i], responses[i]))
                        .toList();
                int quarter = draw / draws;
                for (int which : new int[] {loved, ignored}) {
                    if (shown[which] < ExplorationFloor.FEW_PLAYS) {
                        propensity[quarter][which] += share(fresh, which);
                        counted[quarter][which]++;
                    }
                }
                Candidate drawn = explored(fresh, random.nextLong());
                int clip = Integer.parseInt(drawn.content().substring(1));
                shown[clip]++;
                double rate = clip == loved ? .5 : clip == ignored ? 0 : .1;
                responses[clip] += random.nextDouble() < rate ? 1 : 0;
            }
        }
        double even = 1.0 / clips;
        assertThat(propensity[2][loved] / counted[2][loved])
                .as("seed %d: the third quarter beside the first", seed)
                .isGreaterThan(1.5 * propensity[0][loved] / counted[0][loved])
                .isGreaterThan(3 * even);
        assertThat(propensity[2][ignored] / counted[2][ignored])
                .as("seed %d", seed)
                .isLessThan(propensity[0][ignored] / counted[0][ignored])
                .isLessThan(.8 * even);
    }

    /** How probably a clip comes to a place that is given to the new, as it would be logged. */
    private static double share(List<Candidate> fresh, int clip) {
        List<Candidate> few = fresh.stream()
                .filter(candidate -> candidate.plays() < ExplorationFloor.FEW_PLAYS)
                .toList();
        double best = Posterior.best(few)[few.indexOf(fresh.get(clip))];
        return (1 - ExplorationFloor.EVENLY) * best + ExplorationFloor.EVENLY / few.size();
    }

    private static Candidate explored(List<Candidate> fresh, long seed) {
        Reader reader = new Reader("reader", List.of(), List.of(), Unwanted.NOTHING, 0, seed);
        List<Candidate> known = IntStream.range(0, PAGE)
                .mapToObj(i -> Candidate.of("k" + i, "known-" + i, "", "trending", 1_000, 100))
                .toList();
        return Feed.page(List.of(new Source(known, 3), new Source(fresh, 1)), reader, PAGE).stream()
                .filter(candidate -> candidate.policy().equals(ExplorationFloor.EXPLORE))
                .findFirst()
                .orElseThrow();
    }

    private void train(SplittableRandom random) {
        List<UserItems> people = new ArrayList<>();
        long[] popularity = new long[CLIPS];
        Arrays.fill(plays, 0);
        for (int person = 0; person < PEOPLE; person++) {
            int preferred = person % TOPICS;
            Set<Integer> items = new HashSet<>();
            while (items.size() < TAKEN) {
                int clip = random.nextInt(CLIPS);
                if (topicOf(clip) == preferred || random.nextDouble() > PREFERRED) {
                    items.add(clip);
                }
            }
            int[] sorted = items.stream().mapToInt(Integer::intValue).sorted().toArray();
            for (int item : sorted) {
                popularity[item]++;
                plays[item]++;
            }
            int[] ones = new int[sorted.length];
            Arrays.fill(ones, 1);
            people.add(new UserItems(String.format("p%03d", person), sorted, ones));
        }
        RandomWalk walk = new RandomWalk(new RandomWalk.Parameters(.6, .1, 100), popularity);
        learnt = new Learnt(CLIPS)
                .with(Table.POPULARITY, FloatBuffer.allocate(CLIPS))
                .with(Table.BLEND, new Mixture(walk.neighbours(people), BlendWeights.ofWalks()));
    }

    /** As a site makes it: what the history leads to, what is popular, what is new. */
    private List<Candidate> page(List<String> seen, List<Integer> played, int position, long seed) {
        int[] items = played.stream().mapToInt(Integer::intValue).toArray();
        List<Source> sources = new ArrayList<>();
        if (items.length > 0) {
            sources.add(
                    source("walks", new Nearby().of(Models.forFeeds("default"), learnt, History.of(items), 100), 3));
        }
        int[] popular = IntStream.range(0, CLIPS)
                .boxed()
                .sorted((one, other) -> Integer.compare(plays[other], plays[one]))
                .limit(100)
                .mapToInt(Integer::intValue)
                .toArray();
        sources.add(source("trending", popular, 1));
        sources.add(
                source("fresh", IntStream.range(0, 100).map(i -> CLIPS - 1 - i).toArray(), .5));
        return Feed.page(sources, new Reader("new", List.of(), seen, Unwanted.NOTHING, position, seed), PAGE);
    }

    private Source source(String name, int[] clips, double weight) {
        return new Source(
                Arrays.stream(clips)
                        .mapToObj(clip -> Candidate.of(
                                "c" + clip, "o" + clip % CREATORS, "t" + topicOf(clip), name, plays[clip], 0))
                        .toList(),
                weight);
    }

    /** So that a creator's clips are of several topics. */
    private static int topicOf(int clip) {
        return (clip * 7 + clip / CREATORS) % TOPICS;
    }

    private static List<String> contents(List<Candidate> page) {
        return page.stream().map(Candidate::content).toList();
    }

    private static long distinct(List<Candidate> page, Function<Candidate, String> by) {
        return page.stream().map(by).distinct().count();
    }

    private static long ofTopic(List<Candidate> page, int topic) {
        return page.stream()
                .filter(candidate -> candidate.topic().equals("t" + topic))
                .count();
    }
}
