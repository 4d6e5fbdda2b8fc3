package io.wetoken.recommender.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which model is current, changed by one process at a time, through the gate, with a line of history for each change and each refusal. */
public final class Rollout {
    private final Path directory;
    private final ModelStore store;
    private final ModelHistory history;

    public Rollout(Path directory) {
        this.directory = directory;
        this.store = new ModelStore(directory);
        this.history = new ModelHistory(directory);
    }

    /**
     * Who changes it, and when.
     *
     * @param because why; may be empty where nobody has to say it
     */
    public record Said(Instant at, String by, String because) {}

    /** @param done whether the version asked for is current now */
    public record Outcome(boolean done, String told) {}

    /**
     * Makes a version current if its file is whole, feeds can use it, and the gate lets it pass; the first model, one that is current already, and one in
     * place of a damaged one pass.
     *
     * @param onItsDay what the current model found on the candidate's held-out day, where somebody measured it; otherwise its card is asked
     * @param force whether the gate's refusal is overruled; a damaged model is refused all the same
     * @throws IOException when the version's file is missing, cut short, changed or not what its name says
     */
    public Outcome promote(String version, Gate gate, Optional<HeldOut> onItsDay, boolean force, Said said)
            throws IOException {
        TrainedModel candidate = store.open(version);
        Optional<String> unusable = unusable(version, candidate);
        if (unusable.isPresent()) {
            return new Outcome(false, unusable.get());
        }
        try (FileChannel lock = history.lock()) {
            String current = store.current().orElse("");
            if (current.equals(version)) {
                return new Outcome(true, version + " is the current model of " + directory + " already");
            }
            Gate.Verdict verdict = verdict(candidate, current, gate, onItsDay);
            if (!verdict.passed() && !force) {
                ModelHistory.append(lock, change(said, Change.Kind.REFUSED, version, current, verdict.because()));
                return new Outcome(
                        false,
                        version + " does not take the place of " + current + ": " + verdict.because()
                                + ". To make it current all the same: ./we model promote " + version
                                + " --force --because TEXT");
            }
            boolean forced = !verdict.passed();
            String because =
                    said.because().isEmpty() ? verdict.because() : said.because() + " (" + verdict.because() + ")";
            Change change = change(said, forced ? Change.Kind.FORCED : Change.Kind.PROMOTED, version, current, because);
            store.point(version);
            ModelHistory.append(lock, change);
            return new Outcome(
                    true,
                    version + " is the current model of " + directory + (forced ? ", against the gate: " : ": ")
                            + verdict.because());
        }
    }

    private static Optional<String> unusable(String version, TrainedModel model) {
        return model.unfitForFeeds().map(why -> "Model " + version + " " + why);
    }

    private Gate.Verdict verdict(TrainedModel candidate, String current, Gate gate, Optional<HeldOut> onItsDay) {
        if (current.isEmpty()) {
            return new Gate.Verdict(true, "it is the first");
        }
        if (onItsDay.isPresent()) {
            return gate.judge(HeldOut.of(candidate.card()), onItsDay);
        }
        try {
            return gate.judge(
                    HeldOut.of(candidate.card()), HeldOut.of(store.open(current).card()));
        } catch (IOException e) {
            return new Gate.Verdict(true, "the one before cannot be used: " + e.getMessage());
        }
    }

    /**
     * Makes current what was current before, once its file is found whole and has what feeds need, which a later program may want more of. No gate asks: it
     * has been current.
     *
     * @throws IOException when nothing was current before, or its file is missing or damaged
     */
    public Outcome rollback(Said said) throws IOException {
        try (FileChannel lock = history.lock()) {
            String current = store.current()
                    .orElseThrow(() ->
                            new IOException("No model of " + directory + " is current: there is nothing to roll back"));
            String before = ModelHistory.before(history.changes(), current)
                    .orElseThrow(() -> new IOException("Nothing was current before " + current + " in " + directory
                            + "; ./we model list shows what could be promoted"));
            Change change = change(said, Change.Kind.ROLLED_BACK, before, current, said.because());
            Optional<String> unusable = unusable(before, store.open(before));
            if (unusable.isPresent()) {
                return new Outcome(false, unusable.get());
            }
            store.point(before);
            ModelHistory.append(lock, change);
            return new Outcome(
                    true, before + " is the current model of " + directory + " again, in place of " + current);
        }
    }

    /** What {@link #rollback} would go to. */
    public Optional<String> previous() throws IOException {
        Optional<String> current = store.current();
        return current.isEmpty() ? Optional.empty() : ModelHistory.before(history.changes(), current.get());
    }

    /** The oldest first. @throws IOException naming the file and the line that is none */
    public List<Change> changes() throws IOException {
        return history.changes();
    }

    private static Change change(Said said, Change.Kind kind, String version, String before, String because) {
        return new Change(said.at(), kind, version, before, said.by(), because);
    }
}
