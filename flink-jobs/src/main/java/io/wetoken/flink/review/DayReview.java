package io.wetoken.flink.review;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import io.wetoken.flink.review.core.Day;
import io.wetoken.flink.review.core.Decisions;
import io.wetoken.flink.review.core.Findings;
import io.wetoken.flink.review.core.ReviewRules;
import io.wetoken.flink.review.core.ReviewedDay;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Looks at the finished files of a day. The same files, the same manifest of the day before and the same decisions give the same review, whoever makes it and
 * when. Holds the evidence of two days in memory, some hundred bytes an act.
 */
public final class DayReview {
    private static final long REPORT_EVERY = 1_000_000;

    private final ArchiveRoot archive;
    private final Epoch epoch;
    private final Consumer<String> progress;
    private long read;

    /** @param progress is told lines for people */
    public DayReview(ArchiveRoot archive, Epoch epoch, Consumer<String> progress) {
        this.archive = archive;
        this.epoch = epoch;
        this.progress = progress;
    }

    /**
     * @param before SHA-256 of the manifest of the day before that was remembered; empty when it is not closed
     * @param day the evidence
     */
    record Result(String before, Day day, Findings findings, Decisions decisions) {
        ReviewedDay verdicts() {
            return new ReviewedDay(day, findings, decisions);
        }
    }

    /** @param atOnce the day's files with the stream's verdicts, in the order of their paths */
    Result of(List<String> atOnce) throws IOException {
        Optional<ClosedDay> before = new Archive(archive).day(epoch.plusDays(-1));
        Day day = day(before, atOnce);
        Findings findings = ReviewRules.review(day);
        return new Result(
                before.map(ClosedDay::sha256).orElse(""), day, findings, new DecisionFiles(archive).of(epoch));
    }

    /** What the review of a closed day said, as its files keep it; nothing is looked at anew. */
    Result recorded(ClosedDay closed) throws IOException {
        FindingLines.Read said = new FindingLines.Read(new Findings(), Decisions.NONE);
        if (closed.findings().isPresent()) {
            String file = closed.findings().get().getPath();
            said = FindingLines.read(
                    file,
                    archive.text(file)
                            .orElseThrow(() -> new IOException(
                                    "archive file " + file + " of the closed day " + epoch + " is missing")));
        }
        Day day = add(new Day(), paths(closed.judgedAtOnce()));
        String before = closed.manifest().getReview() == null
                ? ""
                : closed.manifest().getReview().getBefore();
        return new Result(before, day, said.findings(), said.decisions());
    }

    private Day day(Optional<ClosedDay> before, List<String> atOnce) throws IOException {
        return before.isEmpty()
                ? add(new Day(), atOnce)
                : add(new Day(add(new Day(), paths(before.get().judgedAtOnce()))), atOnce);
    }

    private Day add(Day day, List<String> paths) throws IOException {
        for (String path : paths) {
            Rows.judged(archive, path, judged -> {
                day.add(judged.getEvent(), judged.getVerdict() == Verdict.SUSPECT);
                if (++read % REPORT_EVERY == 0) {
                    progress.accept("reviewing " + epoch + ": " + read + " events read");
                }
            });
        }
        return day;
    }

    private static List<String> paths(List<ManifestFile> files) {
        return files.stream().map(ManifestFile::getPath).toList();
    }
}
