package io.wetoken.recommender.experiment;

import io.wetoken.recommender.experiment.Line.Kind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A directory of experiments: the plan of each as it was when it began, {@code NAME.properties}, and the log of what became of them. */
public final class ExperimentStore {
    private final Path directory;
    private final ExperimentLog log;

    public ExperimentStore(Path directory) {
        this.directory = directory;
        this.log = new ExperimentLog(directory);
    }

    /** Who did something, when, and why. */
    public record Said(Instant at, String by, String because) {}

    /** An experiment and all that was done with it, the oldest first. */
    public record Known(Plan plan, List<Line> lines) {
        public Instant started() {
            return lines.get(0).at();
        }

        /** The last that was done. */
        public Line last() {
            return lines.get(lines.size() - 1);
        }

        public boolean runs() {
            return last().kind() == Kind.STARTED;
        }
    }

    /** What {@link #all} is read from: when it is the same nothing was started or ended. */
    public Path file() {
        return log.file();
    }

    /**
     * In the order in which they were started.
     *
     * @throws IOException when the log does not hang together, or a plan is not the one that was started
     */
    public List<Known> all() throws IOException {
        return known(log.lines());
    }

    private List<Known> known(List<Line> lines) throws IOException {
        Map<String, List<Line>> by = new LinkedHashMap<>();
        lines.forEach(line ->
                by.computeIfAbsent(line.experiment(), name -> new ArrayList<>()).add(line));
        List<Known> known = new ArrayList<>();
        for (Map.Entry<String, List<Line>> each : by.entrySet()) {
            Path file = plan(each.getKey());
            Plan plan;
            try {
                plan = Plan.read(file);
            } catch (IllegalArgumentException e) {
                throw new IOException(e.getMessage(), e);
            }
            String hash = each.getValue().get(0).plan();
            if (!plan.hash().equals(hash)) {
                throw new IOException(file + " was changed since it was started: its sha256 is " + plan.hash()
                        + ", it was " + hash + "; restore it, or stop the experiment and start another");
            }
            known.add(new Known(plan, List.copyOf(each.getValue())));
        }
        return known;
    }

    /** @throws IllegalArgumentException when there is none of that name, naming those that there are */
    public Known find(String name) throws IOException {
        List<Known> all = all();
        return all.stream()
                .filter(known -> known.plan().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no experiment '" + name + "' in " + directory
                        + "; there are "
                        + all.stream().map(known -> known.plan().name()).toList()));
    }

    /**
     * From now on people are in it.
     *
     * @throws IllegalArgumentException when its name or salt was used before, or another that runs changes the same
     */
    public void start(Plan plan, Said said) throws IOException {
        Files.createDirectories(directory);
        try (FileChannel locked = log.lock()) {
            List<Line> lines = log.lines();
            for (Known known : known(lines)) {
                refuse(plan, known);
            }
            Path written = Files.createTempFile(directory, ".", ".plan");
            Files.writeString(written, plan.text());
            Files.move(written, plan(plan.name()), StandardCopyOption.ATOMIC_MOVE);
            ExperimentLog.append(locked, line(Kind.STARTED, plan, said, lines));
        }
    }

    private static void refuse(Plan plan, Known known) {
        Plan other = known.plan();
        if (other.name().equals(plan.name())) {
            throw new IllegalArgumentException("Experiment '" + plan.name() + "' was started on " + known.started()
                    + "; a plan is not changed after its start, and a name is not used again");
        }
        if (other.salt().equals(plan.salt())) {
            throw new IllegalArgumentException("The salt '" + plan.salt() + "' is that of '" + other.name()
                    + "': the same people would be in both");
        }
        Set<String> both = new HashSet<>(changes(plan));
        both.retainAll(changes(other));
        if (known.runs() && !both.isEmpty()) {
            throw new IllegalArgumentException("Experiment '" + other.name() + "' runs and changes "
                    + String.join(", ", both) + " too; stop it first, or wait until it is decided");
        }
    }

    private static Set<String> changes(Plan plan) {
        Set<String> changes = new HashSet<>();
        plan.arms().forEach(arm -> {
            changes.addAll(arm.differs().without());
            arm.model().ifPresent(model -> changes.add("the model"));
        });
        if (plan.interleaved()) {
            changes.add("the order of drafts");
        }
        return changes;
    }

    /**
     * Ends it.
     *
     * @param kind {@link Kind#STOPPED} or {@link Kind#DECIDED}
     * @throws IllegalArgumentException when it does not run
     */
    public void end(String name, Kind kind, Said said) throws IOException {
        find(name);
        try (FileChannel locked = log.lock()) {
            List<Line> lines = log.lines();
            Known known = find(name);
            if (!known.runs()) {
                throw new IllegalArgumentException("Experiment '" + name + "' does not run: "
                        + known.last().kind() + " on " + known.last().at());
            }
            ExperimentLog.append(locked, line(kind, known.plan(), said, lines));
        }
    }

    private static Line line(Kind kind, Plan plan, Said said, List<Line> before) {
        return new Line(
                said.at(), kind, plan.name(), plan.hash(), said.by(), said.because(), ExperimentLog.last(before));
    }

    private Path plan(String name) {
        return directory.resolve(name + ".properties");
    }
}
