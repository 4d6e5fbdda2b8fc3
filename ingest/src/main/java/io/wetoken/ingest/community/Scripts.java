package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.List;

/** One program and one account at a time. */
final class Scripts {
    private Scripts() {}

    /** What one of them does from some moment on. */
    @FunctionalInterface
    private interface Script {
        void run(Person bot, Acts acts, long begin, List<Line> lines);
    }

    /** As many as it takes, each with an account, a device and an address of its own. */
    private static List<Line> each(Fraud.Scene scene, int count, String name, Script script) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; lines.size() < count; i++) {
            Person bot = scene.stranger(
                    name + "-" + i, name + "-device-" + i, scene.chance().hash());
            script.run(bot, scene.acts(bot), scene.moment(i), lines);
        }
        return lines;
    }

    /** Taps five times a second, for half a minute at a time. */
    static List<Line> clicks(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        return each(scene, count, "clicker", (bot, acts, begin, lines) -> {
            long time = begin;
            for (int i = 0; i < 150; i++) {
                time += chance.between(150, 250);
                lines.add(
                        acts.tap(i % 3 == 2 ? "SHARE" : "LIKE", scene.library().choose(chance, bot, time), time));
            }
        });
    }

    /** Claims an hour of watching every other minute, in sum more than a day has. */
    static List<Line> impossibleWatching(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        return each(scene, count, "liar", (bot, acts, begin, lines) -> {
            long time = begin;
            for (int i = 0; i < 40; i++) {
                time += chance.between(60_000, 180_000);
                Content content = scene.library().choose(chance, bot, time);
                lines.add(acts.watch("PLAY", content, time, chance.between(40, 80) * 60_000));
            }
        });
    }

    /** Watches five to ten videos at once. */
    static List<Line> parallelPlays(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        return each(scene, count, "wall", (bot, acts, begin, lines) -> {
            lines.add(acts.sign("OPEN", begin));
            long time = begin + 600_000;
            for (int i = 0; i < 60; i++) {
                time += chance.between(6_000, 12_000);
                Content content = scene.library().choose(chance, bot, time);
                lines.add(acts.watch("PLAY", content, time, chance.between(50_000, 90_000)));
            }
        });
    }

    /** One act after the other with the same pause, at a pace that a person could keep, for hours. */
    static List<Line> metronome(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        return each(scene, count, "metronome", (bot, acts, begin, lines) -> {
            long time = begin;
            long pause = chance.between(4_000, 90_000);
            double jitter = chance.share() * 0.12;
            int part = 20 + chance.below(80);
            boolean taps = chance.happens(0.5);
            for (int i = 0; i < 40 + 2 * part; i++) {
                time += (long) (pause * (1 + jitter * (2 * chance.share() - 1)));
                Content content = scene.library().choose(chance, bot, time);
                if (taps) {
                    lines.add(acts.tap("LIKE", content, time));
                } else {
                    long watched = Math.min(content.lengthMs() * part / 100, pause * 9 / 10);
                    lines.add(acts.watch("PLAY", content, time, watched));
                }
            }
        });
    }
}
