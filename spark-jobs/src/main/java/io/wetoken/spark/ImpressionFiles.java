package io.wetoken.spark;

import io.wetoken.behaviour.files.IdTable;
import io.wetoken.recommender.offpolicy.Impression;
import io.wetoken.recommender.offpolicy.ImpressionLog;
import io.wetoken.recommender.offpolicy.Policy;
import io.wetoken.spark.core.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Logs and policies in the columns of the Open Bandit Dataset: {@code item_id}, {@code position}, {@code click}, {@code propensity_score}, and for a policy
 * {@code item_id}, {@code position}, {@code probability}. Items are those of one file, positions those of one log; both get dense numbers in their order.
 */
final class ImpressionFiles {
    private static final String ITEM = "item_id";
    private static final String POSITION = "position";
    static final String LOG = "log.csv";
    static final String ITEMS = "items.csv";

    private final long[] items;
    private final long[] positions;
    private final ImpressionLog log;

    /** @throws IllegalArgumentException naming the file and what is wrong */
    ImpressionFiles(Path items, Path log) {
        this.items = distinct(new CsvTable(items, ITEM).read(line -> line.whole(ITEM)));
        if (this.items.length == 0) {
            throw new IllegalArgumentException(items + " has no items below its line of names");
        }
        this.positions = distinct(new CsvTable(log, POSITION).read(line -> line.whole(POSITION)));
        this.log = log(log);
    }

    ImpressionLog log() {
        return log;
    }

    /** Of the same items and positions. */
    ImpressionLog log(Path file) {
        List<Impression> shown = new CsvTable(file, ITEM, POSITION, "click", "propensity_score")
                .read(line -> new Impression(
                        number(items, line.whole(ITEM), ITEM),
                        number(positions, line.whole(POSITION), POSITION),
                        line.number("click"),
                        line.number("propensity_score")));
        try {
            return new ImpressionLog(items.length, positions.length, shown);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** A policy in a table; items that it does not name it never shows. */
    Policy policy(Path file) {
        double[][] chances = new double[positions.length][items.length];
        new CsvTable(file, ITEM, POSITION, "probability").read(line -> {
            int position = number(positions, line.whole(POSITION), POSITION);
            int item = number(items, line.whole(ITEM), ITEM);
            if (chances[position][item] != 0) {
                throw new IllegalArgumentException(
                        "item " + line.whole(ITEM) + " has a probability at this position already");
            }
            chances[position][item] = line.number("probability");
            return line;
        });
        try {
            return new Policy(chances);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a log of our own feeds and the file of its items, which are numbered in the order of their names.
     *
     * @param shown in the order of the lines
     */
    static void write(Path directory, List<Shown> shown) throws IOException {
        Map<String, Integer> numbers = new TreeMap<>();
        shown.forEach(place -> numbers.put(place.content(), 0));
        StringBuilder items = new StringBuilder("item_id,content\n");
        int next = 0;
        for (Map.Entry<String, Integer> item : numbers.entrySet()) {
            item.setValue(next);
            items.append(next++)
                    .append(',')
                    .append(IdTable.encode(item.getKey()))
                    .append('\n');
        }
        StringBuilder log = new StringBuilder("item_id,position,click,propensity_score\n");
        for (Shown place : shown) {
            log.append(numbers.get(place.content())).append(',').append(place.position());
            log.append(place.outcome().taken() ? ",1," : ",0,")
                    .append(place.propensity())
                    .append('\n');
        }
        Files.writeString(directory.resolve(ITEMS), items);
        Files.writeString(directory.resolve(LOG), log);
    }

    private static long[] distinct(List<Long> values) {
        return values.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }

    private static int number(long[] known, long value, String column) {
        int at = Arrays.binarySearch(known, value);
        if (at < 0) {
            throw new IllegalArgumentException(column + " " + value
                    + (column.equals(ITEM) ? " is not in the file of items" : " is not in the log"));
        }
        return at;
    }
}
