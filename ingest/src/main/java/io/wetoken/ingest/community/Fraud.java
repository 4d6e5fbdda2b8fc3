package io.wetoken.ingest.community;

import java.util.ArrayList;
import java.util.List;

/** One way to cheat: makes about so many lines within the community's days. */
@FunctionalInterface
interface Fraud {
    /** @return exactly {@code count} lines */
    List<Line> lines(Scene scene, int count);

    /** A kind of fraud and its label. */
    record Kind(String label, Fraud fraud) {}

    /** All of them. */
    List<Kind> ALL = List.of(
            new Kind("CLICK_SCRIPT", Frauds::clickScript),
            new Kind("IMPOSSIBLE_WATCHING", Frauds::impossibleWatching),
            new Kind("PARALLEL_PLAYS", Frauds::parallelPlays),
            new Kind("DEVICE_FARM", Frauds::deviceFarm),
            new Kind("ADDRESS_FARM", Frauds::addressFarm));

    /**
     * Where it happens.
     *
     * @param label of the lines
     * @param start of the first day, after the opening
     * @param days how many there are
     */
    record Scene(Chance chance, Library library, String label, long start, int days) {
        private static final long DAY_MS = 86_400_000L;

        /** A moment of some day from which at least six hours are left of that day. */
        long moment() {
            return start + chance.below(days) * DAY_MS + chance.between(0, DAY_MS * 17 / 24);
        }

        /** Such a moment of the last day, which is the one that is paid. */
        long momentOfLastDay() {
            return start + (days - 1) * DAY_MS + chance.between(0, DAY_MS * 17 / 24);
        }

        Person stranger(String name, String device, String address) {
            return new Person(name, device, address, address, chance.below(Library.TOPICS), 0, 0);
        }

        Acts acts(Person person) {
            return new Acts(chance, person, label);
        }

        List<Line> list(int count) {
            return new ArrayList<>(count);
        }
    }
}
