package io.wetoken.recommender.evaluate;

import java.nio.file.Path;
import java.util.Optional;

/** What of a file says nothing: how much, and the first of it. */
final class Skipped {
    private long count;
    private long first;
    private String where = "";

    void add(long id) {
        add(id, "");
    }

    void add(int line, long id) {
        add(id, " in line " + line);
    }

    private void add(long id, String place) {
        if (count++ == 0) {
            first = id;
            where = place;
        }
    }

    long count() {
        return count;
    }

    Optional<String> note(Path file, String what, String kind) {
        return count == 0
                ? Optional.empty()
                : Optional.of(file + ": " + count + " " + what + "; the first is " + kind + " " + first + where);
    }
}
