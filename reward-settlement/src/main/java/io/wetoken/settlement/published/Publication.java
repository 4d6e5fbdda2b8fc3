package io.wetoken.settlement.published;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.settlement.bundle.BundleFiles;
import io.wetoken.settlement.bundle.Json;
import io.wetoken.settlement.bundle.OutputDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts together what is published of an epoch; the same bytes for the same epoch.
 *
 * @param day the archive's word about the epoch's own day
 * @param statistics the epoch's; the two figures of the guard are left out where an older release made them without
 * @param code the text of code.json
 */
public record Publication(Epoch epoch, ClosedDay day, Path statistics, Path inputs, Path plan, String code) {
    private static final String RAW_INDICATORS = "raw-indicators.csv";

    /** Planned by the code that runs. */
    public static Publication now(Epoch epoch, ClosedDay day, Path statistics, Path inputs, Path plan)
            throws IOException {
        return new Publication(epoch, day, statistics, inputs, plan, RuleCode.json());
    }

    /**
     * The publication of an epoch made again, as if by the code that planned it then; whether that is the code that runs, {@link #isByThisCode} tells.
     *
     * @param published what was published
     */
    public static Publication again(Epoch epoch, ClosedDay day, Path statistics, Path inputs, Path plan, Path published)
            throws IOException {
        return new Publication(
                epoch, day, statistics, inputs, plan, Files.readString(published.resolve(PublishedFiles.CODE)));
    }

    /** Whether the code that planned then is the code that runs. */
    public static boolean isByThisCode(Path published) throws IOException {
        return Files.readString(published.resolve(PublishedFiles.CODE)).equals(RuleCode.json());
    }

    /**
     * Writes it, in place of one that is there.
     *
     * @return the epoch's {@code dataCid}, that of {@code index.json}
     */
    public Cid write(Path target) throws IOException {
        List<Cid> written = new ArrayList<>();
        OutputDirectory.delete(target);
        OutputDirectory.write(target, directory -> written.add(fill(directory)));
        return written.get(0);
    }

    private Cid fill(Path directory) throws IOException {
        Files.writeString(directory.resolve(PublishedFiles.CODE), code);
        Files.writeString(directory.resolve(PublishedFiles.DAY), counts());
        Files.writeString(directory.resolve(PublishedFiles.HOURS), hours());
        copyIfThere(RAW_INDICATORS, directory.resolve(PublishedFiles.INDICATORS));
        copyIfThere(PublishedFiles.EXCLUSIONS, directory.resolve(PublishedFiles.EXCLUSIONS));
        List<String> paths = new ArrayList<>(PublishedFiles.BESIDE.stream()
                .filter(name -> Files.exists(directory.resolve(name)))
                .toList());
        paths.addAll(copy(inputs, BundleFiles.INPUTS, directory, PublishedFiles.INPUTS));
        paths.addAll(copy(plan, BundleFiles.PLAN, directory, PublishedFiles.PLAN));
        return PublishedIndex.write(epoch, directory, paths);
    }

    private void copyIfThere(String statistic, Path to) throws IOException {
        Path from = statistics.resolve(statistic);
        if (Files.exists(from)) {
            Files.copy(from, to);
        }
    }

    private static List<String> copy(Path from, List<String> names, Path directory, String below) throws IOException {
        Path to = Files.createDirectory(directory.resolve(below));
        for (String name : names) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
        return names.stream().sorted().map(name -> below + "/" + name).toList();
    }

    private String counts() {
        Manifest manifest = day.manifest();
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("epoch", "\"" + epoch + "\"");
        counts.put("manifestSha256", "\"" + day.sha256() + "\"");
        counts.put("records", Long.toString(manifest.getRecords()));
        counts.put("valid", Long.toString(manifest.getValid()));
        counts.put("suspect", Long.toString(manifest.getSuspect()));
        counts.put("duplicates", Long.toString(manifest.getDuplicates()));
        if (manifest.getReview() != null) {
            counts.put("reviewVersion", Integer.toString(manifest.getReview().getVersion()));
            counts.put("suspectedByReview", Long.toString(manifest.getReview().getSuspected()));
            counts.put("liftedByReview", Long.toString(manifest.getReview().getLifted()));
        }
        return Json.object(counts) + "\n";
    }

    private String hours() {
        StringBuilder rows = new StringBuilder("hour,records,root\n");
        day.manifest()
                .getHours()
                .forEach(hour -> rows.append(hour.getHour())
                        .append(',')
                        .append(hour.getRows())
                        .append(',')
                        .append(hour.getRoot())
                        .append('\n'));
        return rows.toString();
    }
}
