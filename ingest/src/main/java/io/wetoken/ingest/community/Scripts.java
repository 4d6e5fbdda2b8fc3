package io.wetoken.ingest.community;

import java.util.List;

/** One program and one account at a time. */
final class Scripts {
    private Scripts() {}

    /** Taps five times a second, for half a minute at a time. */
    static List<Line> clicks(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = scene.list(count);
        for (int script = 0; lines.size() < count; script++) {
            Person bot = scene.stranger("clicker-" + script, "clicker-device-" + script, chance.hash());
            Acts acts = scene.acts(bot);
            long time = scene.moment();
            for (int i = 0; i < 150 && lines.size() < count; i++) {
                time += chance.between(150, 250);
                lines.add(
                        acts.tap(i % 3 == 2 ? "SHARE" : "LIKE", scene.library().choose(chance, bot, time), time));
            }
        }
        return lines;
    }

    /** Claims an hour of watching every other minute, in sum more than a day has. */
    static List<Line> impossibleWatching(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = scene.list(count);
        for (int liar = 0; lines.size() < count; liar++) {
            Person person = scene.stranger("liar-" + liar, "liar-device-" + liar, chance.hash());
            Acts acts = scene.acts(person);
            long time = scene.moment();
            for (int i = 0; i < 40 && lines.size() < count; i++) {
                time += chance.between(60_000, 180_000);
                Content content = scene.library().choose(chance, person, time);
                lines.add(acts.watch("PLAY", content, time, chance.between(40, 80) * 60_000));
            }
        }
        return lines;
    }

    /** Watches five to ten videos at once. */
    static List<Line> parallelPlays(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = scene.list(count);
        for (int wall = 0; lines.size() < count; wall++) {
            Person person = scene.stranger("wall-" + wall, "wall-device-" + wall, chance.hash());
            Acts acts = scene.acts(person);
            long time = scene.moment();
            lines.add(acts.sign("OPEN", time));
            time += 600_000;
            for (int i = 0; i < 60 && lines.size() < count; i++) {
                time += chance.between(6_000, 12_000);
                Content content = scene.library().choose(chance, person, time);
                lines.add(acts.watch("PLAY", content, time, chance.between(50_000, 90_000)));
            }
        }
        return lines;
    }

    /** One act after the other with the same pause, at a pace that a person could keep, for hours. */
    static List<Line> metronome(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = scene.list(count);
        for (int loop = 0; lines.size() < count; loop++) {
            Person bot = scene.stranger("metronome-" + loop, "metronome-device-" + loop, chance.hash());
            Acts acts = scene.acts(bot);
            long time = scene.moment();
            long pause = chance.between(4_000, 90_000);
            double jitter = chance.share() * 0.12;
            int part = 20 + chance.below(80);
            boolean taps = chance.happens(0.5);
            for (int i = 0; i < 40 + 2 * part && lines.size() < count; i++) {
                time += (long) (pause * (1 + jitter * (2 * chance.share() - 1)));
                Content content = scene.library().choose(chance, bot, time);
                if (taps) {
                    lines.add(acts.tap("LIKE", content, time));
                } else {
                    long watched = Math.min(content.lengthMs() * part / 100, pause * 9 / 10);
                    lines.add(acts.watch("PLAY", content, time, watched));
                }
            }
        }
        return lines;
    }
}
