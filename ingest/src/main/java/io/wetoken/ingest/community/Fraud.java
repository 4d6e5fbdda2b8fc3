package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.List;

/** One way to cheat: makes so many lines or some more within the community's days. Every gang draws its own habits. */
@FunctionalInterface
interface Fraud {
    /** @return at least {@code count} lines; what is beyond is left away */
    List<Line> lines(Scene scene, int count);

    /** A kind of fraud and its label. */
    record Kind(String label, Fraud fraud) {}

    /** All of them, the crude ones first. */
    List<Kind> ALL = List.of(
            new Kind("CLICK_SCRIPT", Scripts::clicks),
            new Kind("IMPOSSIBLE_WATCHING", Scripts::impossibleWatching),
            new Kind("PARALLEL_PLAYS", Scripts::parallelPlays),
            new Kind("METRONOME", Scripts::metronome),
            new Kind("DEVICE_FARM", Farms::onADevice),
            new Kind("ADDRESS_FARM", Farms::behindAnAddress),
            new Kind("NEW_ACCOUNT_BURST", Farms::freshlyMade),
            new Kind("SLOW_FARM", Farms::slow),
            new Kind("LOCKSTEP", Gangs::lockstep),
            new Kind("REPLAYED_TRACE", Gangs::replayedTrace),
            new Kind("RING", Gangs::ring),
            new Kind("GIFT_BRUSHING", Gangs::giftBrushing));

    /**
     * Where it happens.
     *
     * @param label of the lines
     * @param start of the first day, after the opening
     * @param days how many there are
     * @param honest lines of honest people, from which one may learn
     */
    record Scene(Chance chance, Library library, String label, long start, int days, List<Line> honest) {
        private static final long DAY_MS = 86_400_000L;

        /** A moment of some day from which at least nine hours are left of that day. */
        long moment() {
            return momentOf(chance.below(days));
        }

        /** Such a moment; for the first of its kind on the last day, which is the one that is paid. */
        long moment(int number) {
            return number == 0 ? momentOf(days - 1) : moment();
        }

        private long momentOf(int day) {
            return start + day * DAY_MS + chance.between(0, DAY_MS * 14 / 24);
        }

        long end() {
            return start + days * DAY_MS - 3_600_000L;
        }

        Person stranger(String name, String device, String address) {
            return Person.stranger(name, device, address, chance.below(Library.TOPICS));
        }

        /** So many who each have a device and an address of their own. */
        List<Person> strangers(String name, int count) {
            List<Person> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                all.add(stranger(name + "-" + i, name + "-" + i + "-device", chance.hash()));
            }
            return all;
        }

        Acts acts(Person person) {
            return new Acts(chance, person, label);
        }

        /** Creators who pay for it: some of those who have something out. */
        List<String> clients(int count, long time) {
            List<String> owners = library.contents().stream()
                    .filter(content -> content.released() + 5_000 < time)
                    .map(Content::owner)
                    .distinct()
                    .toList();
            List<String> clients = new ArrayList<>();
            while (clients.size() < Math.min(count, owners.size())) {
                String owner = chance.one(owners);
                if (!clients.contains(owner)) {
                    clients.add(owner);
                }
            }
            return clients;
        }

        /** Something of one of the clients. */
        Content of(List<String> clients, long time) {
            return chance.one(library.of(chance.one(clients), time));
        }

        /** How many accounts a gang has that does about so many lines, each so many. */
        int gang(int count, int each, int least, int most) {
            return Math.max(least, Math.min(most, count / each));
        }
    }
}
