package io.wetoken.flink.review.core;

import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.MINUTE;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aPlay;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A day of {@value #PEOPLE} honest people who each watch some of forty makers' videos and like some of it, to which a test adds what it is about. */
final class ACommunity {
    static final int PEOPLE = 150;
    static final int MAKERS = 40;

    private final Random random;
    private final List<BehaviourEvent> events = new ArrayList<>();

    ACommunity(long seed) {
        this(seed, MIDNIGHT);
    }

    ACommunity(long seed, long midnight) {
        random = new Random(seed);
        for (int i = 0; i < PEOPLE; i++) {
            AnEvent person = aPlay().by("person-" + i).on("phone-" + i).from("carrier-" + i % 3);
            double keen = random.nextDouble() * 0.3;
            long time = midnight + 6 * HOUR + (long) (random.nextDouble() * 12 * HOUR);
            for (int views = 5 + random.nextInt(15); views > 0; views--) {
                time = watched(person, maker(), random.nextInt(4), time, keen);
            }
        }
    }

    /** Some makers draw more than others. */
    int maker() {
        return (int) (MAKERS * random.nextDouble() * random.nextDouble());
    }

    Random random() {
        return random;
    }

    /** A person's pause around a median in ms. */
    long pause(double median) {
        return (long) (median * Math.exp(0.8 * random.nextGaussian()));
    }

    /** Watches a part of it and perhaps likes it. @return when that was over */
    long watched(AnEvent person, int maker, int video, long time, double keen) {
        long watch = 3_000L + random.nextInt(26_000);
        long end = time + pause(1_500) + watch;
        AnEvent about = about(person, maker, video);
        add(about.lasting(watch).ofLength(30_000).at(end));
        if (random.nextDouble() < keen) {
            end += pause(1_200);
            add(liked(about).at(end));
        }
        return end;
    }

    static AnEvent about(AnEvent person, int maker, int video) {
        return person.about("video-" + maker + "-" + video).of("maker-" + maker);
    }

    static AnEvent liked(AnEvent play) {
        BehaviourEvent event = play.event();
        return a(EventKind.LIKE)
                .by(event.getActor())
                .on(event.getDevice())
                .from(event.getIpHash())
                .about(event.getContent())
                .of(event.getOwner());
    }

    /** Somebody with a device and an address of its own. */
    static AnEvent stranger(String name) {
        return aPlay().by(name).on(name + "-phone").from(name + "-home");
    }

    void add(AnEvent event) {
        events.add(event.event());
    }

    List<BehaviourEvent> events() {
        return events;
    }

    /** Who did most. */
    String busiest() {
        Map<String, Integer> counts = new TreeMap<>();
        events.forEach(event -> counts.merge(event.getActor(), 1, Integer::sum));
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    Day day() {
        return filled(new Day());
    }

    Day after(Day before) {
        return filled(new Day(before));
    }

    /** In any order: a review must not depend on it. */
    private Day filled(Day day) {
        List<BehaviourEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, random);
        shuffled.forEach(event -> day.add(event, false));
        return day;
    }

    static long later(long minutes) {
        return MIDNIGHT + 12 * HOUR + minutes * MINUTE;
    }
}
