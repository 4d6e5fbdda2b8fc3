package io.wetoken.flink.erase;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.DuplicateEvent;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.behaviour.files.Replacements;
import io.wetoken.flink.files.ArchiveRoot;
import io.wetoken.flink.files.Rows;
import io.wetoken.flink.review.FindingNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.util.HadoopOutputFile;

/**
 * Writes the files of a closed day that name a person again, beside the old ones; then says at once which stand for which; then removes the old ones. Whenever it is
 * interrupted, the day is whole, and the same again finishes it.
 */
final class DayErasing {
    private static final String MARK = "other-";
    private static final int MARK_DIGITS = 8;
    private static final String MARKED = MARK + "[0-9a-f]{" + MARK_DIGITS + "}-.*";

    private final ArchiveRoot archive;
    private final Erasure erasure;
    private final OtherNames names;

    DayErasing(ArchiveRoot archive, Erasure erasure, OtherNames names) {
        this.archive = archive;
        this.erasure = erasure;
        this.names = names;
    }

    /** @return how many files were written again */
    int erase(Epoch epoch) throws IOException {
        Archive days = new Archive(archive);
        Replacements before = days.replacements(epoch);
        ClosedDay day = days.day(epoch).orElseThrow();
        Map<String, String> original = before.byPath().entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().path(), Map.Entry::getKey));
        Map<String, Replacements.By> others = new TreeMap<>();
        for (ManifestFile file : day.manifest().getFiles()) {
            String named = original.getOrDefault(file.getPath(), file.getPath());
            String other = beside(named);
            if (written(file, other)) {
                try (InputStream in = archive.open(other)) {
                    others.put(named, new Replacements.By(other, archive.size(other), Digests.sha256(in)));
                }
            }
        }
        Replacements now = before.with(others);
        if (!others.isEmpty()) {
            write(Replacements.path(epoch), now.text());
        }
        if (!now.isEmpty()) {
            removeOld(now);
        }
        decisions(epoch);
        return others.size();
    }

    private String beside(String path) {
        int name = path.lastIndexOf('/') + 1;
        return path.substring(0, name)
                + MARK
                + erasure.other("file", path).substring(0, MARK_DIGITS)
                + "-"
                + path.substring(name);
    }

    private boolean written(ManifestFile file, String other) throws IOException {
        return switch (file.getKind()) {
            case JUDGED, AT_ONCE -> rows(file.getPath(), other, JudgedEvent.class, names::of);
            case DUPLICATES -> rows(file.getPath(), other, DuplicateEvent.class, names::of);
            case FINDINGS -> findings(file.getPath(), other);
        };
    }

    private interface Renaming<T> {
        T of(T row) throws IOException;
    }

    private <T extends SpecificRecordBase> boolean rows(String path, String other, Class<T> type, Renaming<T> renaming)
            throws IOException {
        boolean[] named = {false};
        Rows.read(archive, path, type, row -> named[0] |= !renaming.of(row).equals(row));
        if (named[0]) {
            Path written = archive.begin(other);
            try (ParquetWriter<T> writer = Rows.writer(HadoopOutputFile.fromPath(written, archive.conf()), type)) {
                Rows.read(archive, path, type, row -> writer.write(renaming.of(row)));
            }
            archive.finish(written, other);
        }
        return named[0];
    }

    private boolean findings(String path, String other) throws IOException {
        String text = text(path);
        String renamed = FindingNames.renamed(path, text, names.accounts(), names::in);
        if (renamed.equals(text)) {
            return false;
        }
        write(other, renamed);
        return true;
    }

    /** What operators said before the day was closed is in its findings too; these files are read no more, but they are there. */
    private void decisions(Epoch epoch) throws IOException {
        for (String path : archive.named("decisions/epoch=" + epoch, ".json")) {
            String text = text(path);
            String renamed = FindingNames.renamed(path, text, names.accounts(), names::in);
            if (!renamed.equals(text)) {
                write(path, renamed);
            }
        }
    }

    /** Those that others stand for, and what earlier and interrupted erasures wrote beside them. */
    private void removeOld(Replacements now) throws IOException {
        Set<String> kept =
                now.byPath().values().stream().map(Replacements.By::path).collect(Collectors.toSet());
        for (String path : now.byPath().keySet()) {
            archive.remove(path);
            String directory = path.substring(0, path.lastIndexOf('/'));
            for (String beside : archive.named(directory, "")) {
                if (beside.substring(directory.length() + 1).matches(MARKED) && !kept.contains(beside)) {
                    archive.remove(beside);
                }
            }
        }
    }

    private String text(String path) throws IOException {
        return archive.text(path).orElseThrow(() -> new IOException("archive file " + path + " is missing"));
    }

    private void write(String path, String text) throws IOException {
        Path written = archive.begin(path);
        try (OutputStream out = written.getFileSystem(archive.conf()).create(written, false)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        archive.finish(written, path);
    }
}
