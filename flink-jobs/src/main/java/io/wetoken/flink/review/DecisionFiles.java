package io.wetoken.flink.review;

import io.wetoken.behaviour.Epoch;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.review.core.Decision;
import io.wetoken.flink.review.core.Decisions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Operators' decisions about a day, each in a file of its own that is written once: {@code decisions/epoch=D/…json}. */
final class DecisionFiles {
    /** More are not decisions but a fault; an operator looks at accounts one by one. */
    private static final int MOST = 10_000;

    private final ArchiveRoot archive;

    DecisionFiles(ArchiveRoot archive) {
        this.archive = archive;
    }

    /** @return the file, relative to the archive's root */
    String add(Epoch epoch, Decision decision) throws IOException {
        String path = directory(epoch) + "/" + decision.at() + "-" + UUID.randomUUID() + ".json";
        archive.writeOnce(path, FindingLines.of(decision) + "\n");
        return path;
    }

    Decisions of(Epoch epoch) throws IOException {
        List<String> files = archive.named(directory(epoch), ".json");
        if (files.size() > MOST) {
            throw new IOException(
                    directory(epoch) + " holds " + files.size() + " decisions, and no more than " + MOST + " are read");
        }
        List<Decision> decisions = new ArrayList<>();
        for (String file : files) {
            String text = archive.text(file)
                    .orElseThrow(() -> new IOException("archive file " + file + " vanished"))
                    .strip();
            decisions.add(FindingLines.decision(file, text));
        }
        return new Decisions(decisions);
    }

    private static String directory(Epoch epoch) {
        return "decisions/epoch=" + epoch;
    }
}
