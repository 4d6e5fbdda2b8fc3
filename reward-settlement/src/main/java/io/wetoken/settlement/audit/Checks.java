package io.wetoken.settlement.audit;

import io.wetoken.settlement.Traces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The checks of one audit, one after the other. Whatever happens in one is that check's result, and the next is made all the same. */
final class Checks {
    private final Path log;
    private final String trace;
    private final Consumer<String> progress;
    private final List<Audit.Check> made = new ArrayList<>();

    /**
     * @param log where traces go
     * @param trace begins their names
     */
    Checks(Path log, String trace, Consumer<String> progress) {
        this.log = log;
        this.trace = trace;
        this.progress = progress;
    }

    /** One comparison. */
    interface Comparison {
        Optional<String> difference() throws IOException, InterruptedException;
    }

    /** Why a check cannot be made though nothing is wrong. */
    interface Obstacle {
        Optional<String> obstacle() throws IOException, InterruptedException;
    }

    void add(String name, Comparison comparison) throws InterruptedException {
        add(name, Optional::empty, comparison);
    }

    void add(String name, Obstacle obstacle, Comparison comparison) throws InterruptedException {
        progress.accept("Checking " + name);
        Optional<String> difference = Optional.empty();
        Optional<String> note = Optional.empty();
        try {
            note = obstacle.obstacle();
            if (note.isEmpty()) {
                difference = comparison.difference();
            }
        } catch (IOException e) {
            difference = Optional.of(Traces.message(e));
        } catch (RuntimeException e) {
            difference = Optional.of(e + kept(e));
        }
        made.add(new Audit.Check(name, difference, note));
    }

    private String kept(RuntimeException failure) {
        try {
            return " (see " + Traces.keep(log, trace, failure) + ")";
        } catch (IOException e) {
            return " (its trace could not be kept: " + Traces.message(e) + ")";
        }
    }

    List<Audit.Check> made() {
        return List.copyOf(made);
    }
}
