package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who lives in the community: families of up to three on one device, offices and mobile carriers behind one address, a few who do most, a few who live at
 * other hours, and every day some who are new, on one day many at once.
 */
final class People {
    private static final double ZIPF = 0.7;
    private static final double NEWCOMERS = 0.12;
    private static final long HOUR_MS = 3_600_000L;
    private static final long DAY_MS = 24 * HOUR_MS;

    private final List<Person> creators = new ArrayList<>();
    private final List<Person> everybody = new ArrayList<>();
    private final Map<String, List<Person>> byOffice = new TreeMap<>();
    private final double[] weights;

    /** @param start of the first day, ms */
    People(Chance chance, int viewers, int creatorCount, long start, int days) {
        List<String> carriers = hashes(chance, 2);
        for (int i = 0; i < creatorCount; i++) {
            String home = chance.hash();
            Person.Temper temper = Person.Temper.drawn(chance);
            creators.add(new Person(
                    "creator-" + i,
                    "studio-" + i,
                    home,
                    home,
                    chance.one(carriers),
                    i % Library.TOPICS,
                    0.1,
                    temper,
                    0,
                    skew(chance)));
        }
        List<String> offices = hashes(chance, 1 + viewers / 100);
        long influx = start + chance.below(days) * DAY_MS + chance.between(8, 19) * HOUR_MS;
        for (int i = 0; i < viewers; ) {
            int family = chance.happens(0.1) ? 2 + chance.below(2) : 1;
            String device = "device-" + i;
            String home = chance.hash();
            long skew = skew(chance);
            long joined = joined(chance, influx, start, days);
            for (int member = 0; member < family && i < viewers; member++, i++) {
                String office = chance.happens(0.15) ? chance.one(offices) : home;
                Person person = new Person(
                        "user-" + i,
                        device,
                        home,
                        office,
                        chance.one(carriers),
                        chance.below(Library.TOPICS),
                        1 / Math.pow(1 + chance.below(viewers), ZIPF),
                        Person.Temper.drawn(chance),
                        joined,
                        skew);
                everybody.add(person);
                if (!office.equals(home)) {
                    byOffice.computeIfAbsent(office, none -> new ArrayList<>()).add(person);
                }
            }
        }
        everybody.addAll(creators);
        weights = new double[everybody.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += everybody.get(i).weight();
            weights[i] = sum;
        }
    }

    private static List<String> hashes(Chance chance, int count) {
        List<String> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(chance.hash());
        }
        return hashes;
    }

    /** Most were always there; of the others half join over the days, and half within two hours, when somebody elsewhere tells of the place. */
    private static long joined(Chance chance, long influx, long start, int days) {
        if (!chance.happens(NEWCOMERS)) {
            return 0;
        }
        return chance.happens(0.5)
                ? influx + chance.between(0, 2 * HOUR_MS)
                : start + chance.between(0, (days - 1) * DAY_MS + 18 * HOUR_MS);
    }

    List<Person> creators() {
        return creators;
    }

    Person somebody(Chance chance) {
        return everybody.get(chance.weighted(weights));
    }

    /** Who works at one of the offices; empty when nobody does. */
    List<Person> colleagues(Chance chance) {
        return byOffice.isEmpty() ? List.of() : chance.one(List.copyOf(byOffice.values()));
    }

    int size() {
        return everybody.size();
    }

    /** Most clocks are a second off at most, one in twenty up to ten minutes. */
    private static long skew(Chance chance) {
        return chance.happens(0.05) ? chance.between(-600_000, 600_000) : chance.between(-1_000, 1_000);
    }
}
