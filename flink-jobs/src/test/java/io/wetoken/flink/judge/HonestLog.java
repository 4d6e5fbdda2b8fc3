package io.wetoken.flink.judge;

import static io.wetoken.flink.guard.AnEvent.DAY;
import static io.wetoken.flink.guard.AnEvent.HOUR;
import static io.wetoken.flink.guard.AnEvent.MIDNIGHT;
import static io.wetoken.flink.guard.AnEvent.a;
import static io.wetoken.flink.guard.AnEvent.aLike;
import static io.wetoken.flink.guard.AnEvent.aPlay;
import static io.wetoken.flink.guard.AnEvent.seconds;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.flink.guard.AnEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Recorded behaviour of honest people, of the real log's shape: one video after the other on an own device behind an own address, watched 8-100 %, a
 * fifth of them liked, and a RELEASE before a video's first play.
 */
final class HonestLog {
    private static final int VIDEOS = 200;

    private final Random random;
    private final boolean[] released = new boolean[VIDEOS];
    private final List<AnEvent> events = new ArrayList<>();

    private HonestLog(long seed) {
        this.random = new Random(seed);
    }

    /** By person and day; not in the order of {@code received}. */
    static List<AnEvent> of(long seed, int people, int days) {
        HonestLog log = new HonestLog(seed);
        for (int day = 0; day < days; day++) {
            for (int person = 0; person < people; person++) {
                log.evening(person, MIDNIGHT + day * DAY + log.random.nextLong(20 * HOUR));
            }
        }
        return log.events;
    }

    private void evening(int person, long start) {
        long time = start;
        String session = "session-" + random.nextInt();
        for (int left = random.nextInt(30); left > 0; left--) {
            int video = random.nextInt(VIDEOS);
            release(video, time);
            long length = seconds(5 + random.nextInt(55));
            long watched = length * (8 + random.nextInt(93)) / 100;
            time += seconds(1) + random.nextLong(20_000) + watched;
            add(aPlay().lasting(watched).ofLength(length), person, session, video, time);
            if (random.nextInt(5) == 0) {
                time += seconds(1) + random.nextLong(3_000);
                add(aLike(), person, session, video, time);
            }
        }
    }

    private void release(int video, long firstPlay) {
        if (!released[video]) {
            released[video] = true;
            String creator = "creator-" + video;
            long time = firstPlay - seconds(1) - random.nextLong(60_000);
            events.add(a(EventKind.RELEASE)
                    .numbered(1_000_000 + events.size())
                    .by(creator)
                    .on("device-" + creator)
                    .from("address-" + creator)
                    .about("video-" + video)
                    .at(time));
        }
    }

    private void add(AnEvent act, int person, String session, int video, long time) {
        events.add(act.numbered(1_000_000 + events.size())
                .by("person-" + person)
                .on("device-" + person)
                .from("address-" + person)
                .in(session)
                .about("video-" + video)
                .of("creator-" + video)
                .doneAt(time, time + 100 + random.nextInt(400)));
    }
}
