package io.wetoken.serving.bench;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.recommender.BlendWeights;
import io.wetoken.recommender.Learnt;
import io.wetoken.recommender.Mixture;
import io.wetoken.recommender.Neighbours;
import io.wetoken.recommender.Table;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.ItemIds;
import io.wetoken.recommender.file.TrainedModel;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Figures;
import io.wetoken.store.Profiles.Interaction;
import io.wetoken.store.Profiles.Part;
import io.wetoken.store.Profiles.Profile;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * People, contents and what a model would learn of them, each a function of the seed and a number. Contents are of topics of about a thousand; item i is of topic
 * {@code i mod topics}, so that what belongs together does not lie together, neither in the file nor in the store. A person likes three topics, and in
 * each rather what is popular there. An item's neighbours are the next of its topic.
 *
 * @param users people
 * @param items contents, at least twice as many as neighbours
 * @param neighbours of each item
 * @param acts of a person: from two fifths of it to eight fifths, drawn evenly, at most 100
 */
record MadeUpCommunity(int users, int items, int neighbours, int acts, long seed) {
    private static final int TOPIC = 1_000;
    private static final int LIKED_TOPICS = 3;
    private static final int SEEN = 20;
    private static final int CREATORS_ONE_IN = 10;
    private static final int PLAYED_ONE_IN = 4;
    private static final long BEGIN = 1_760_000_000_000L;
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final String[] KINDS = {"PLAY", "PLAY", "PLAY", "LIKE", "PLAY", "SHARE", "PLAY", "COMMENT"};

    int topics() {
        return Math.max(1, items / Math.max(TOPIC, 2 * neighbours));
    }

    private int ofTopic(int topic) {
        return (items - topic + topics() - 1) / topics();
    }

    static AccountId account(int user) {
        return new AccountId(String.format(Locale.ROOT, "u%07d", user));
    }

    static ContentId content(int item) {
        return new ContentId(String.format(Locale.ROOT, "c%07d", item));
    }

    AccountId owner(int item) {
        return new AccountId(
                String.format(Locale.ROOT, "m%06d", scattered(item) % Math.max(1, items / CREATORS_ONE_IN)));
    }

    Clip clip(int item) {
        String directory = String.format(Locale.ROOT, "bafybeia%051d", item);
        return new Clip(
                content(item),
                owner(item),
                "The " + item + "th clip of our days",
                "topic " + item % topics(),
                directory,
                directory.replace("bafybeia", "bafybeib"),
                8_000 + scattered(item) % 60_000,
                360,
                640,
                false,
                BEGIN + item);
    }

    /** Three of four have none yet, as in every catalogue with a long tail. */
    Optional<Figures> figures(int item) {
        if (scattered(item) % PLAYED_ONE_IN != 0) {
            return Optional.empty();
        }
        long plays = 1 + popularity(item);
        return Optional.of(new Figures(
                content(item), owner(item), plays, plays * 7_000, plays / 9, plays / 50, plays / 30, 1, BEGIN));
    }

    /** Of its topic, the nth item is the nth in popularity. */
    private long popularity(int item) {
        return 40_000 / (1 + item / topics());
    }

    Part profile(int user) {
        SplittableRandom random = new SplittableRandom(seed * 31 + user);
        int[] liked = random.ints(LIKED_TOPICS, 0, topics()).toArray();
        int count = Math.min(100, Math.max(1, acts * 2 / 5 + random.nextInt(1 + acts * 6 / 5)));
        List<Interaction> recent = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int item = drawn(liked, random);
            recent.add(new Interaction(
                    content(item), owner(item), KINDS[random.nextInt(KINDS.length)], BEGIN - i * 1_000L));
        }
        Set<ContentId> seen = new LinkedHashSet<>();
        for (int i = 0; i < SEEN; i++) {
            seen.add(content(drawn(liked, random)));
        }
        return new Part(DAY, new Profile(account(user), recent, List.copyOf(seen)));
    }

    private int drawn(int[] topics, SplittableRandom random) {
        int topic = topics[random.nextInt(topics.length)];
        double skewed = random.nextDouble() * random.nextDouble();
        int place = (int) (skewed * ofTopic(topic));
        return topic + place * topics();
    }

    TrainedModel model() {
        int count = Math.multiplyExact(items, neighbours);
        IntBuffer offsets = IntBuffer.allocate(items + 1);
        IntBuffer others = IntBuffer.allocate(count);
        FloatBuffer weights = FloatBuffer.allocate(count);
        FloatBuffer popularity = FloatBuffer.allocate(items);
        float all = 0;
        for (int n = 0; n < neighbours; n++) {
            all += 1f / (n + 2);
        }
        for (int item = 0; item < items; item++) {
            int topic = item % topics();
            int size = ofTopic(topic);
            offsets.put(item * neighbours);
            popularity.put((float) popularity(item));
            for (int n = 0; n < neighbours; n++) {
                others.put(topic + (item / topics() + 1 + n) % size * topics());
                weights.put(1f / (n + 2) / all);
            }
        }
        offsets.put(count);
        Neighbours rows = new Neighbours(offsets.flip(), others.flip(), weights.flip());
        Learnt learnt = new Learnt(items)
                .with(Table.POPULARITY, popularity.flip())
                .with(Table.BLEND, new Mixture(rows, BlendWeights.ofWalks()));
        ItemIds ids = ItemIds.of(
                IntStream.range(0, items).mapToObj(MadeUpCommunity::content).toList());
        return new TrainedModel(
                new Card("default", "0".repeat(64), seed, new TreeMap<>(), new TreeMap<>()), ids, learnt);
    }

    /** Not negative. */
    private static int scattered(int item) {
        return (item * 0x9E3779B9) >>> 2;
    }
}
