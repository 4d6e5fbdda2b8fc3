package io.wetoken.flink.judge;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Wire;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.flink.review.core.Day;
import io.wetoken.flink.review.core.Decisions;
import io.wetoken.flink.review.core.ReviewRules;
import io.wetoken.flink.review.core.ReviewedDay;
import java.io.BufferedInputStream;
import java.io.BufferedWriter;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Looks at each day of the stream's verdicts as a whole, as the closing of an epoch does, and writes the lines with the verdict that counts. Reads the file
 * twice side by side: a day ahead for the evidence, and behind it for the lines, so that no more than two days' evidence is in memory.
 */
final class FileReview {
    private static final long PROGRESS_NANOS = 2_000_000_000L;

    private final Path verdicts;
    private final Path out;
    private final boolean gzip;
    private final boolean atOnce;
    private final SortedMap<String, Long> reasons = new TreeMap<>();
    private long valid;
    private long suspect;

    /**
     * @param verdicts what {@link VerdictsSink} wrote, ordered by {@code received}
     * @param atOnce leaves the review out
     */
    FileReview(Path verdicts, Path out, boolean gzip, boolean atOnce) {
        this.verdicts = verdicts;
        this.out = out;
        this.gzip = gzip;
        this.atOnce = atOnce;
    }

    long valid() {
        return valid;
    }

    long suspect() {
        return suspect;
    }

    SortedMap<String, Long> reasons() {
        return reasons;
    }

    /** @param progress told every two seconds how far it is */
    void run(PrintStream progress) throws IOException {
        long told = System.nanoTime();
        try (Verdicts ahead = new Verdicts(verdicts);
                Verdicts behind = new Verdicts(verdicts);
                BufferedWriter lines = writer()) {
            ahead.next();
            behind.next();
            Optional<Day> before = Optional.empty();
            Epoch last = null;
            while (ahead.judged != null) {
                String epoch = ahead.judged.getEpoch();
                Epoch now = Epoch.parse(epoch);
                boolean follows = last != null && now.equals(last.plusDays(1));
                Day day = before.filter(known -> follows).map(Day::new).orElseGet(Day::new);
                for (; ahead.judged != null && ahead.judged.getEpoch().equals(epoch); ahead.next()) {
                    day.add(ahead.judged.getEvent(), ahead.judged.getVerdict() == Verdict.SUSPECT);
                }
                Optional<ReviewedDay> reviewed = atOnce
                        ? Optional.empty()
                        : Optional.of(new ReviewedDay(day, ReviewRules.review(day), Decisions.NONE));
                for (; behind.judged != null && behind.judged.getEpoch().equals(epoch); behind.next()) {
                    JudgedEvent judged = behind.judged;
                    write(behind.line, reviewed.map(of -> of.verdict(judged)).orElse(judged), lines);
                }
                before = Optional.of(day);
                last = now;
                if (System.nanoTime() - told > PROGRESS_NANOS) {
                    told = System.nanoTime();
                    progress.println("guard judge: " + String.format("%,d", valid + suspect)
                            + " events reviewed, up to " + epoch);
                }
            }
        }
    }

    private void write(String line, JudgedEvent judged, BufferedWriter lines) throws IOException {
        if (judged.getVerdict() == Verdict.VALID) {
            valid++;
        } else {
            suspect++;
        }
        judged.getReasons().forEach(reason -> reasons.merge(reason, 1L, Long::sum));
        lines.write(JudgedLine.of(line, judged));
        lines.write('\n');
    }

    private BufferedWriter writer() throws IOException {
        OutputStream raw = Files.newOutputStream(out);
        return new BufferedWriter(
                new OutputStreamWriter(gzip ? new GZIPOutputStream(raw, 1 << 16) : raw, StandardCharsets.UTF_8),
                1 << 16);
    }

    private static final class Verdicts implements AutoCloseable {
        private final DataInputStream in;
        private JudgedEvent judged;
        private String line;

        Verdicts(Path file) throws IOException {
            in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        }

        /** Sets {@link #judged} to null at the end. */
        void next() throws IOException {
            int length;
            try {
                length = in.readInt();
            } catch (EOFException end) {
                judged = null;
                return;
            }
            judged = Wire.JUDGED.decode(in.readNBytes(length));
            line = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
