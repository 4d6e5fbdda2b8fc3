package io.wetoken.recommender.file;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/**
 * One line of the history of what was current: tab-separated, in the order of the components.
 *
 * @param before the version that was current until then; empty before the first
 * @param by who did it
 * @param because the gate's figures, or somebody's reason
 */
public record Change(Instant at, Kind kind, String version, String before, String by, String because) {
    private static final String TAB = "\t";
    private static final int COLUMNS = 6;

    /** What became of a version. */
    public enum Kind {
        PROMOTED,
        /** Made current against the gate's word. */
        FORCED,
        ROLLED_BACK,
        /** The gate's word held: the version before stayed current. */
        REFUSED
    }

    /** @throws IllegalArgumentException when a text would not fit into a line */
    public Change {
        for (String text : List.of(version, before, by, because)) {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "A name or a reason must be one line without tabs, is '" + text + "'");
            }
        }
    }

    String line() {
        return String.join(TAB, at.toString(), kind.name(), version, before, by, because);
    }

    /** @throws IllegalArgumentException giving the line that is none */
    static Change parse(String line) {
        String[] columns = line.split(TAB, -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "expected " + COLUMNS + " columns between tabs, found " + columns.length + " in '" + line + "'");
        }
        try {
            return new Change(
                    Instant.parse(columns[0]),
                    Kind.valueOf(columns[1]),
                    columns[2],
                    columns[3],
                    columns[4],
                    columns[5]);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
