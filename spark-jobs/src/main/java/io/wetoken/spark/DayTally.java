package io.wetoken.spark;

import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.recommender.quality.DayFigures;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** What is known of a day so far: counts are added in any order, and days joined. */
final class DayTally implements Serializable {
    private static final long serialVersionUID = 1;

    /** What acts are counted by. */
    enum What {
        SUSPECT,
        ID,
        OUTSIDE,
        ACTOR,
        CONTENT,
        KIND
    }

    record Key(What what, int daysAgo, String value) implements Serializable {
        /** The same in every process, which that of an enum is not. */
        @Override
        public int hashCode() {
            return 31 * (31 * what.name().hashCode() + daysAgo) + value.hashCode();
        }
    }

    /** @param owned whether some act of them names a creator */
    record Count(long acts, boolean owned) implements Serializable {
        Count plus(Count other) {
            return new Count(acts + other.acts, owned || other.owned);
        }
    }

    private long suspect;
    private long duplicates;
    private long outside;
    private long people;
    private long contents;
    private long creatorless;
    private long onContents;
    private final Map<EventKind, Long> kinds = new TreeMap<>();
    private Most busiest = new Most("", 0);
    private Most hit = new Most("", 0);

    private record Most(String name, long acts) implements Serializable {
        /** Of equals the one that is first by name, so that partitions do not show. */
        Most or(Most other) {
            int byActs = Long.compare(acts, other.acts);
            return byActs > 0 || (byActs == 0 && name.compareTo(other.name) <= 0) ? this : other;
        }

        DayFigures.Most told() {
            return new DayFigures.Most(name, acts);
        }
    }

    void add(Key key, Count count) {
        switch (key.what()) {
            case SUSPECT -> suspect += count.acts();
            case OUTSIDE -> outside += count.acts();
            case ID -> duplicates += count.acts() - 1;
            case KIND -> kinds.merge(EventKind.valueOf(key.value()), count.acts(), Long::sum);
            case ACTOR -> {
                people++;
                busiest = busiest.or(new Most(key.value(), count.acts()));
            }
            case CONTENT -> {
                contents++;
                creatorless += count.owned() ? 0 : 1;
                onContents += count.acts();
                hit = hit.or(new Most(key.value(), count.acts()));
            }
        }
    }

    DayTally plus(DayTally other) {
        suspect += other.suspect;
        duplicates += other.duplicates;
        outside += other.outside;
        people += other.people;
        contents += other.contents;
        creatorless += other.creatorless;
        onContents += other.onContents;
        other.kinds.forEach((kind, acts) -> kinds.merge(kind, acts, Long::sum));
        busiest = busiest.or(other.busiest);
        hit = hit.or(other.hit);
        return this;
    }

    DayFigures figures(String day) {
        return new DayFigures(
                day,
                suspect,
                duplicates,
                outside,
                people,
                contents,
                creatorless,
                onContents,
                kinds,
                busiest.told(),
                hit.told());
    }
}
