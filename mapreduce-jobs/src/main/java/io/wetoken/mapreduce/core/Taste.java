package io.wetoken.mapreduce.core;

import io.wetoken.behaviour.ByteReader;
import io.wetoken.behaviour.ByteWriter;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.TrueTime;
import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.avro.EventKind;
import io.wetoken.behaviour.files.IdTable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an account gives its time to: ms watched by creator, content and hour of the day (UTC), of others' works only. */
public final class Taste {
    public static final String HEADER = "account,kind,name,watchMs,sharePpm";
    /** How many creators and contents of an account are told. */
    public static final int MAX_TOLD = 20;

    /** Beyond, the least are dropped while sums are merged: nobody watches so many in four weeks. */
    static final int MAX_KEPT = 10_000;

    /** By what time is told. The letters are part of what is written between jobs. */
    public enum Kind {
        CREATOR,
        CONTENT,
        HOUR
    }

    private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final Map<Kind, SortedMap<String, Long>> watched = new EnumMap<>(Kind.class);

    public Taste() {
        for (Kind kind : Kind.values()) {
            watched.put(kind, new TreeMap<>());
        }
    }

    /** What one valid act says; an empty one when it is no play of another's work. */
    public static Taste of(BehaviourEvent event) {
        Taste taste = new Taste();
        long ms = TrueTime.watched(event);
        if (event.getKind() == EventKind.PLAY && ms > 0 && !event.getActor().equals(event.getOwner())) {
            if (event.getOwner() != null && !event.getOwner().isEmpty()) {
                taste.add(Kind.CREATOR, event.getOwner(), ms);
            }
            if (event.getContent() != null) {
                taste.add(Kind.CONTENT, event.getContent(), ms);
            }
            int hour = Instant.ofEpochMilli(TrueTime.of(event))
                    .atOffset(ZoneOffset.UTC)
                    .getHour();
            taste.add(Kind.HOUR, hour < 10 ? "0" + hour : Integer.toString(hour), ms);
        }
        return taste;
    }

    private void add(Kind kind, String name, long ms) {
        watched.get(kind).merge(name, ms, Long::sum);
    }

    public boolean isEmpty() {
        return watched.get(Kind.HOUR).isEmpty();
    }

    /** Adds what another one of the same account holds. */
    public void add(Taste other) {
        other.watched.forEach((kind, names) -> names.forEach((name, ms) -> add(kind, name, ms)));
        watched.forEach((kind, names) -> {
            if (names.size() > MAX_KEPT) {
                most(names, names.size()).stream().skip(MAX_KEPT).forEach(least -> names.remove(least.getKey()));
            }
        });
    }

    private static List<Map.Entry<String, Long>> most(SortedMap<String, Long> names, int limit) {
        return names.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                .sorted(MOST_FIRST)
                .limit(limit)
                .toList();
    }

    /** Lines behind the account: creators and contents, the most watched first, and hours in their order. */
    public List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            SortedMap<String, Long> names = watched.get(kind);
            long sum = names.values().stream().mapToLong(Long::longValue).sum();
            List<Map.Entry<String, Long>> told =
                    kind == Kind.HOUR ? List.copyOf(names.entrySet()) : most(names, MAX_TOLD);
            told.forEach(entry -> rows.add(kind + "," + IdTable.encode(entry.getKey()) + "," + entry.getValue() + ","
                    + Ppm.share(entry.getValue(), sum)));
        }
        return rows;
    }

    public byte[] encode() {
        ByteWriter out = new ByteWriter();
        for (Kind kind : Kind.values()) {
            out.number(watched.get(kind).size());
            watched.get(kind).forEach((name, ms) -> out.text(name).number(ms));
        }
        return out.bytes();
    }

    /** @throws IllegalArgumentException when the bytes were not written by {@link #encode} */
    public static Taste decode(byte[] bytes) {
        ByteReader in = new ByteReader("taste", bytes);
        Taste taste = new Taste();
        for (Kind kind : Kind.values()) {
            int names = in.count();
            for (int i = 0; i < names; i++) {
                String name = in.text();
                taste.add(kind, name, in.number());
            }
        }
        in.end();
        return taste;
    }
}
