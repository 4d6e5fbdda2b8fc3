package io.wetoken.spark;

import io.wetoken.recommender.evaluate.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A directory of records: what was run, with which settings, and what it found. */
record Registry(List<Entry> entries) {
    /** What runs are put in order by. */
    private static final Map<String, ToDoubleFunction<Figures>> METRICS = Map.of(
            "recall", Figures::recall,
            "ndcg", Figures::ndcg,
            "coverage", Figures::coverage,
            "novelty", Figures::novelty);

    private static final int SHOWN_OF_A_HASH = 8;
    private static final int TOLD_EVERY = 500;

    /**
     * One model of one run.
     *
     * @param written when the file was, for a record holds no times
     * @param data the files that it was run on, each by the first digits of its SHA-256. Runs with other test files do not compare
     * @param changed the settings that are not those of {@link RunConfig#reference}
     */
    record Entry(
            Path file,
            Instant written,
            String model,
            int k,
            long seed,
            String data,
            Figures figures,
            SortedMap<String, String> changed) {}

    /** @throws IllegalArgumentException naming those there are */
    static ToDoubleFunction<Figures> metric(String name) {
        ToDoubleFunction<Figures> metric = METRICS.get(name);
        if (metric == null) {
            throw new IllegalArgumentException("There is no metric '" + name + "'; there are "
                    + String.join(", ", new TreeSet<>(METRICS.keySet())));
        }
        return metric;
    }

    /**
     * Runs on one split follow each other, the best first.
     *
     * @param told of files that are left out, and of how far it has come
     * @throws IllegalArgumentException when there is no such directory
     */
    static Registry read(Path directory, ToDoubleFunction<Figures> metric, Consumer<String> told) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new IllegalArgumentException(
                    directory + " is no directory of runs: there is none before the first ./we reco evaluate");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file -> file.getFileName().toString().matches("run-.*\\.json"))
                    .sorted()
                    .toList();
        }
        List<Entry> entries = new ArrayList<>();
        int left = 0;
        for (int i = 0; i < files.size(); i++) {
            try {
                entries.addAll(entries(files.get(i)));
            } catch (IllegalArgumentException e) {
                left++;
                told.accept(files.get(i) + " is left out: " + e.getMessage());
            }
            if ((i + 1) % TOLD_EVERY == 0) {
                told.accept((i + 1) + " of " + files.size() + " records");
            }
        }
        if (left > 0) {
            told.accept(left + " of " + files.size() + " files were left out");
        }
        entries.sort(Comparator.comparing(Entry::data)
                .thenComparing(entry -> -metric.applyAsDouble(entry.figures()))
                .thenComparing(Entry::file)
                .thenComparing(Entry::model));
        return new Registry(entries);
    }

    private static List<Entry> entries(Path file) throws IOException {
        RunSummary run = RunSummary.read(file);
        Instant written = Files.getLastModifiedTime(file).toInstant();
        SortedMap<String, String> changed = RunConfig.changed(run.parameters());
        changed.keySet().removeAll(List.of("models", "k", "seed"));
        return run.models().entrySet().stream()
                .map(model -> new Entry(
                        file,
                        written,
                        model.getKey(),
                        run.k(),
                        run.seed(),
                        data(run.data()),
                        model.getValue().figures(),
                        changed))
                .toList();
    }

    /** What was to be found first, for by that runs compare. */
    private static String data(SortedMap<String, String> data) {
        return data.entrySet().stream()
                .sorted(Comparator.comparing(entry -> !entry.getKey().equals("test")))
                .map(entry -> entry.getKey() + " " + shortened(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(SHOWN_OF_A_HASH, hash.length()));
    }

    Registry first(int most) {
        return new Registry(entries.stream().limit(most).toList());
    }
}
