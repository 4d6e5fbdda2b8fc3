package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.List;

/** Many accounts in one hand, each at a human pace. */
final class Farms {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;
    private static final long DAY_MS = 24 * HOUR_MS;

    private Farms() {}

    /** They take turns on one device. */
    static List<Line> onADevice(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int farm = 0; lines.size() < count; farm++) {
            long time = scene.moment(farm);
            String address = chance.hash();
            int accounts = 8 + chance.below(20);
            for (int account = 0; account < accounts && lines.size() < count; account++) {
                Person person = scene.stranger("rack-" + farm + "-" + account, "rack-device-" + farm, address);
                time = visit(scene, person, time + chance.between(20_000, 60_000), 4, lines);
            }
        }
        return lines;
    }

    /** Very many new ones behind one address, each on a device of its own, most of it on one day. */
    static List<Line> behindAnAddress(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int farm = 0; lines.size() < count; farm++) {
            long begin = scene.moment(farm);
            String address = chance.hash();
            int accounts = 60 + chance.below(80);
            for (int account = 0; account < accounts && lines.size() < count; account++) {
                String name = "barn-" + farm + "-" + account;
                Person person = scene.stranger(name, name + "-device", address);
                visit(scene, person, begin + account * 120_000L + chance.between(0, 20_000), 1, lines);
            }
        }
        return lines;
    }

    /** Made within an hour, each with a device and an address of its own; they like what one client made, and are never seen again. */
    static List<Line> freshlyMade(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int burst = 0; lines.size() < count; burst++) {
            long begin = scene.moment();
            List<String> client = scene.clients(1, begin);
            int accounts = scene.gang(count - lines.size(), 4, 15, 150);
            long within = chance.between(HOUR_MS / 3, 2 * HOUR_MS);
            for (Person person : scene.strangers("fresh-" + burst, accounts)) {
                Acts acts = scene.acts(person);
                long time = begin + chance.between(0, within);
                int acted = 1 + chance.below(3);
                for (int i = 0; i < acted; i++) {
                    Content content = scene.of(client, time);
                    time += Math.min(content.lengthMs(), 8_000 + chance.around(4_000, 0.5));
                    lines.add(acts.watch("PLAY", content, time, Math.min(content.lengthMs(), 8_000)));
                    for (String kind : List.of("LIKE", i == 0 ? "FOLLOW" : "SHARE")) {
                        time += chance.around(1_500, 0.6);
                        if (chance.happens(0.8)) {
                            lines.add(acts.tap(kind, content, time));
                        }
                    }
                }
            }
        }
        return lines;
    }

    /**
     * Imitates people over all days: human pauses, hours and shares of what is watched, devices of their own, and a handful of addresses. Half of what they
     * watch is what everybody watches, the other half is what a few clients made, and most of that they like.
     */
    static List<Line> slow(Fraud.Scene scene, int count) {
        Chance chance = scene.chance();
        List<Line> lines = new ArrayList<>();
        for (int farm = 0; lines.size() < count; farm++) {
            List<String> clients = scene.clients(2 + chance.below(4), scene.start());
            int accounts = scene.gang(count - lines.size(), 60, 8, 60);
            Service service = new Service(clients, 0.4 + chance.share() * 0.3, 0.5 + chance.share() * 0.4);
            String[] addresses = new String[1 + accounts / (4 + chance.below(8))];
            for (int i = 0; i < addresses.length; i++) {
                addresses[i] = chance.hash();
            }
            int sessions = accounts * scene.days() * 2;
            for (int i = 0; i < sessions && lines.size() < count; i++) {
                int account = i % accounts;
                String name = "quiet-" + farm + "-" + account;
                Person person = scene.stranger(name, name + "-device", addresses[account % addresses.length]);
                long begin = scene.start() + i / accounts % scene.days() * DAY_MS + chance.between(6, 21) * HOUR_MS;
                imitate(scene, person, begin, service, lines);
            }
        }
        return lines;
    }

    /**
     * What is sold.
     *
     * @param served share of the views that go to clients
     * @param liked share of these that are liked
     */
    private record Service(List<String> clients, double served, double liked) {}

    private static void imitate(Fraud.Scene scene, Person person, long begin, Service service, List<Line> lines) {
        Chance chance = scene.chance();
        Acts acts = scene.acts(person);
        long time = begin + chance.between(0, HOUR_MS);
        lines.add(acts.sign("OPEN", time));
        int views = chance.heavyTailed(4, 20);
        for (int i = 0; i < views; i++) {
            boolean client = chance.happens(service.served());
            Content content =
                    client ? scene.of(service.clients(), time) : scene.library().choose(chance, person, time);
            long watched = (long) (content.lengthMs() * (0.3 + 0.7 * chance.share()));
            time += chance.around(1_500, 0.7) + watched;
            lines.add(acts.watch("PLAY", content, time, watched));
            if (chance.happens(client ? service.liked() : 0.1)) {
                time += chance.around(1_500, 0.7);
                lines.add(acts.tap(chance.happens(0.8) ? "LIKE" : "SHARE", content, time));
            }
        }
    }

    /** @return when it ended */
    private static long visit(Fraud.Scene scene, Person person, long begin, int views, List<Line> lines) {
        Chance chance = scene.chance();
        Acts acts = scene.acts(person);
        long time = begin;
        for (int i = 0; i < views; i++) {
            Content content = scene.library().choose(chance, person, time);
            time += 1_000 + Math.min(content.lengthMs(), 20_000);
            lines.add(acts.watch("PLAY", content, time, Math.min(content.lengthMs(), 20_000)));
            time += chance.between(1_000, 3_000);
            lines.add(acts.tap("LIKE", content, time));
        }
        return time;
    }
}
