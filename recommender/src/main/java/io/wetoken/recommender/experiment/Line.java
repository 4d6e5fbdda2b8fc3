package io.wetoken.recommender.experiment;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * One line of what became of experiments: tab-separated, in the order of the components.
 *
 * @param plan SHA-256 of the experiment's plan
 * @param by who did it
 * @param because a reason, or what the rule was applied to
 * @param before SHA-256 of the line before this one; 64 zeros for the first
 */
public record Line(Instant at, Kind kind, String experiment, String plan, String by, String because, String before) {
    private static final String TAB = "\t";
    private static final int COLUMNS = 7;

    /** What was done. */
    public enum Kind {
        STARTED,
        /** Ended without a decision. */
        STOPPED,
        /** Ended by the plan's rule. */
        DECIDED
    }

    /** @throws IllegalArgumentException when a text would not fit into a line */
    public Line {
        for (String text : List.of(experiment, plan, by, because, before)) {
            if (text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "A name or a reason must be one line without tabs, is '" + text + "'");
            }
        }
    }

    String text() {
        return String.join(TAB, at.toString(), kind.name(), experiment, plan, by, because, before);
    }

    /** @throws IllegalArgumentException giving the line that is none */
    static Line parse(String line) {
        String[] columns = line.split(TAB, -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException(
                    "expected " + COLUMNS + " columns between tabs, found " + columns.length + " in '" + line + "'");
        }
        try {
            return new Line(
                    Instant.parse(columns[0]),
                    Kind.valueOf(columns[1]),
                    columns[2],
                    columns[3],
                    columns[4],
                    columns[5],
                    columns[6]);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }
}
