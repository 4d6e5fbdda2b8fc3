package io.wetoken.flink.review;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Correction;
import io.wetoken.behaviour.avro.HourRoot;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Review;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.behaviour.files.LogRoots;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import io.wetoken.flink.review.core.ReviewRule;
import io.wetoken.flink.review.core.ReviewRules;
import io.wetoken.flink.review.core.ReviewedDay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.hadoop.fs.Path;

/**
 * Writes a day's judged log with the verdicts that count, and what follows from it: the hourly roots, the day's figures, and what changes in live ones. All of
 * it can be written again: the directory is named by what the review says.
 */
public final class ReviewedLog {
    private static final long ROWS_EACH = 2_000_000;
    /** Of the digest; enough to keep two reviews apart. */
    private static final int NAME = 12;

    private final ArchiveRoot archive;
    private final Epoch epoch;

    public ReviewedLog(ArchiveRoot archive, Epoch epoch) {
        this.archive = archive;
        this.epoch = epoch;
    }

    /**
     * @param judged paths with their rows
     * @param findings what was found and decided; nothing when that is nothing
     * @param hours ascending
     * @param corrections of contents, creators, rooms and apps
     */
    public record Written(
            List<File> judged,
            Optional<File> findings,
            List<HourRoot> hours,
            Review review,
            long valid,
            long suspect,
            List<Correction> corrections,
            ClosedFigures figures) {
        /**
         * What is to be sent to the live figures.
         *
         * @param duplicates of the day
         */
        public List<Correction> corrections(Epoch epoch, long duplicates) {
            List<Correction> all = new ArrayList<>(corrections);
            all.add(Correction.newBuilder()
                    .setEpoch(epoch.toString())
                    .setDay(figures.of(duplicates))
                    .build());
            return all;
        }
    }

    /** @param path relative to the archive's root */
    public record File(String path, long rows) {}

    /** @param atOnce the day's files with the stream's verdicts, in the order of their paths */
    public Written write(DayReview review, List<String> atOnce) throws IOException {
        DayReview.Result said = review.of(atOnce);
        String text = FindingLines.of(said.findings(), said.decisions());
        String directory = "reviewed/epoch=" + epoch + "/" + name(text + atOnce);
        Optional<File> findings = text.isEmpty() ? Optional.empty() : Optional.of(findings(directory, text));
        Folded folded = new Folded();
        List<File> judged = new ArrayList<>();
        try (Parts parts = new Parts(archive, directory, ROWS_EACH)) {
            fold(said.verdicts(), atOnce, (before, after) -> {
                folded.add(before, after);
                parts.write(after);
            });
            parts.finish().forEach(part -> judged.add(new File(part.path(), part.rows())));
        }
        return folded.written(judged, findings, said);
    }

    /** What was written of a closed day, for the corrections to be sent again. */
    public Written again(DayReview review, ClosedDay closed) throws IOException {
        DayReview.Result said = review.recorded(closed);
        Folded folded = new Folded();
        List<String> atOnce =
                closed.judgedAtOnce().stream().map(file -> file.getPath()).toList();
        fold(said.verdicts(), atOnce, folded::add);
        return folded.written(List.of(), Optional.empty(), said);
    }

    /**
     * Makes the review of a closed day again, as anybody with the archive can, and compares all that it leads to with the manifest.
     *
     * @return the first difference
     */
    public Optional<String> difference(DayReview review, ClosedDay closed) throws IOException {
        List<String> atOnce =
                closed.judgedAtOnce().stream().map(file -> file.getPath()).toList();
        DayReview.Result said = review.of(atOnce);
        Folded folded = new Folded();
        fold(said.verdicts(), atOnce, folded::add);
        Written made = folded.written(List.of(), Optional.empty(), said);
        Review then = closed.manifest().getReview();
        if (!made.review().getBefore().equals(then.getBefore())) {
            return Optional.of("the manifest of the day before has sha256 '"
                    + made.review().getBefore() + "', the review remembered '" + then.getBefore() + "'");
        }
        String recorded = "";
        if (closed.findings().isPresent()) {
            String path = closed.findings().get().getPath();
            recorded = archive.text(path).orElse("");
        }
        String text = FindingLines.of(said.findings(), said.decisions());
        if (!text.equals(recorded)) {
            return Optional.of("the review finds and heeds " + text.lines().count() + " lines, recorded are "
                    + recorded.lines().count() + ", and they are not the same");
        }
        if (!made.hours().equals(closed.manifest().getHours())) {
            return Optional.of("the hourly roots of the judged log are others than the manifest's");
        }
        return made.review().equals(then)
                ? Optional.empty()
                : Optional.of("the review is " + made.review() + ", the manifest says " + then);
    }

    private interface Each {
        void verdict(JudgedEvent atOnce, JudgedEvent reviewed) throws IOException;
    }

    private void fold(ReviewedDay verdicts, List<String> atOnce, Each each) throws IOException {
        for (String path : atOnce) {
            Rows.judged(archive, path, judged -> each.verdict(judged, verdicts.verdict(judged)));
        }
    }

    private File findings(String directory, String text) throws IOException {
        String path = directory + "/findings.jsonl";
        Path written = archive.begin(path);
        try (OutputStream out = written.getFileSystem(archive.conf()).create(written, false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        archive.finish(written, path);
        return new File(path, text.lines().count());
    }

    private static String name(String text) throws IOException {
        return Digests.sha256(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .substring(0, NAME);
    }

    /** What is counted on the way. */
    private final class Folded {
        private final LogRoots roots = new LogRoots();
        private final ClosedFigures figures = new ClosedFigures();
        private final FigureChanges changes = new FigureChanges();
        private final SpecificDatumWriter<JudgedEvent> writer = new SpecificDatumWriter<>(JudgedEvent.class);
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        private long suspected;
        private long lifted;

        void add(JudgedEvent atOnce, JudgedEvent reviewed) throws IOException {
            bytes.reset();
            writer.write(reviewed, encoder);
            roots.add(reviewed.getEvent().getReceived(), bytes.toByteArray());
            figures.add(reviewed);
            changes.add(atOnce, reviewed);
            if (atOnce.getVerdict() != reviewed.getVerdict()) {
                suspected += reviewed.getVerdict() == Verdict.SUSPECT ? 1 : 0;
                lifted += reviewed.getVerdict() == Verdict.VALID ? 1 : 0;
            }
        }

        Written written(List<File> judged, Optional<File> findings, DayReview.Result said) {
            Review review = Review.newBuilder()
                    .setVersion(ReviewRules.VERSION)
                    .setRules(ReviewRules.ALL.stream().map(ReviewRule::code).toList())
                    .setBefore(said.before())
                    .setAccounts(said.findings().all().size())
                    .setSuspected(suspected)
                    .setLifted(lifted)
                    .build();
            List<HourRoot> hours = roots.roots().stream()
                    .map(root -> new HourRoot(root.hour(), root.rows(), root.root()))
                    .toList();
            return new Written(
                    judged, findings, hours, review, figures.valid(), figures.suspect(), changes.of(epoch), figures);
        }
    }
}
