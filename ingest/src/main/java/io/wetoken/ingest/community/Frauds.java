package io.wetoken.ingest.community;

import java.util.List;

/** How each kind of {@link Fraud} goes about it. */
final class Frauds {
    private Frauds() {}

    /** Taps five times a second, for half a minute at a time. */
    static List<Line> clickScript(Fraud.Scene scene, int count) {
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

    /** Many accounts take turns on one device, each at a human pace. */
    static List<Line> deviceFarm(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = scene.list(count);
        for (int farm = 0; lines.size() < count; farm++) {
            long time = scene.moment();
            String address = chance.hash();
            for (int account = 0; account < 15 && lines.size() < count; account++) {
                Person person = scene.stranger("rack-" + farm + "-" + account, "rack-device-" + farm, address);
                time = visit(scene, person, time + chance.between(20_000, 60_000), 4, count, lines);
            }
        }
        return lines;
    }

    /** Very many new accounts behind one address, each on a device of its own, most of it on one day. */
    static List<Line> addressFarm(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = scene.list(count);
        for (int farm = 0; lines.size() < count; farm++) {
            long begin = farm == 0 ? scene.momentOfLastDay() : scene.moment();
            String address = chance.hash();
            for (int account = 0; account < 120 && lines.size() < count; account++) {
                String name = "barn-" + farm + "-" + account;
                Person person = scene.stranger(name, name + "-device", address);
                visit(scene, person, begin + account * 120_000L + chance.between(0, 20_000), 1, count, lines);
            }
        }
        return lines;
    }

    /** @return when it ended */
    private static long visit(Fraud.Scene scene, Person person, long begin, int views, int count, List<Line> lines) {
        Chance chance = scene.chance();
        Acts acts = scene.acts(person);
        long time = begin;
        for (int i = 0; i < views && lines.size() < count; i++) {
            Content content = scene.library().choose(chance, person, time);
            time += 1_000 + Math.min(content.lengthMs(), 20_000);
            lines.add(acts.watch("PLAY", content, time, Math.min(content.lengthMs(), 20_000)));
            time += chance.between(1_000, 3_000);
            if (lines.size() < count) {
                lines.add(acts.tap("LIKE", content, time));
            }
        }
        return time;
    }
}
