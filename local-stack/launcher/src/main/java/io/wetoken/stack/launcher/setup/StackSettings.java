package io.wetoken.stack.launcher.setup;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * All settings of one embedded stack: what is built in, changed by the file of overrides, changed by the command line. {@code docs/architecture.md}
 * explains the keys.
 */
public final class StackSettings {
    private final Map<String, String> values;

    private StackSettings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param overrides files of changes, a missing one being empty; later ones win
     * @param assignments {@code key=value} from the command line; they win over the files
     */
    public static StackSettings load(
            Home home, Installation installation, List<Path> overrides, List<String> assignments)
            throws StackException {
        Map<String, String> given = new LinkedHashMap<>();
        for (Path file : overrides) {
            given.putAll(read(file));
        }
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw StackException.wrongInput(
                        "--set takes key=value, for instance serving.port=9080, not '" + assignment + "'");
            }
            given.put(
                    assignment.substring(0, equals).strip(),
                    assignment.substring(equals + 1).strip());
        }
        Map<String, String> values = builtIn();
        values.putAll(given);
        derive(values, home, installation);
        values.putAll(given);
        StackSettings settings = new StackSettings(values);
        settings.check();
        return settings;
    }

    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("There is no setting " + key);
        }
        return value;
    }

    public int number(String key) {
        return Integer.parseInt(text(key));
    }

    /** Of one that is yes or no. */
    public boolean is(String key) {
        return text(key).equals("yes");
    }

    /** Writes them as the properties file that every process reads; sorted, so that two runs differ by what changed. */
    public void write(Path file) throws StackException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Written at each start of the stack. Put changes into we.local.properties beside this file, or use --set key=value.");
        for (String key : new TreeSet<>(values.keySet())) {
            lines.add(key + "=" + values.get(key).replace("\\", "\\\\"));
        }
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, lines);
            Files.move(
                    next,
                    file,
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                    java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StackException.failed("Cannot write " + file, e);
        }
    }

    private static Map<String, String> builtIn() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("kafka.port", "19092");
        values.put("kafka.controllerPort", "19093");
        values.put("hbase.zookeeperPort", "12181");
        values.put("chain.port", "18545");
        values.put("ingest.port", "8081");
        values.put("flink.rest.port", "18081");
        values.put("serving.port", "8080");
        values.put("stack.minFreeMb", "1024");
        values.put("stack.startSeconds", "180");
        values.put("stack.stopSeconds", "10");
        values.put("stack.startsAnHour", "4");
        values.put("stack.large", "no");
        values.put("ingest.recordedDoor", "open");
        values.put("ingest.auth", "off");
        values.put("flink.checkpoint.intervalMs", "2000");
        values.put("flink.parallelism", "2");
        values.put("approval", "auto");
        // Of two processors one stays with everything else.
        values.put("media.processors", "1");
        return values;
    }

    private static void derive(Map<String, String> values, Home home, Installation installation) throws StackException {
        values.put("kafka.bootstrap", "127.0.0.1:" + values.get("kafka.port"));
        values.put("hbase.zookeeper", "127.0.0.1:" + values.get("hbase.zookeeperPort"));
        values.put("chain.url", "http://127.0.0.1:" + values.get("chain.port"));
        values.put("collectors", "http://127.0.0.1:" + values.get("ingest.port"));
        values.put("serving.collectorUrl", "http://127.0.0.1:" + values.get("ingest.port"));
        values.put("ingest.auth.keys", "http://127.0.0.1:" + values.get("serving.port") + "/v1/keys");
        values.put(
                "ingest.corsOrigins",
                "http://127.0.0.1:" + values.get("serving.port") + ",http://localhost:" + values.get("serving.port"));
        values.put("media.dir", home.data("media").toString());
        values.put("media.uploads.dir", home.data("uploads").toString());
        values.put("models.dir", home.data("models").toString());
        values.put("experiments.dir", home.data("experiments").toString());
        values.put("analysis.dir", home.data("analysis").toString());
        values.put(
                "chain.contracts", home.data("chain").resolve("contracts.json").toString());
        values.put("secrets.dir", home.secrets().toString());
        values.put("archive.dir", home.data("archive").toString());
        values.put("log.dir", home.logs().toString());
        values.put("epochs.dir", home.data("epochs").toString());
        values.put("published.dir", home.data("published").toString());
        values.put(
                "flink.checkpoints.dir",
                home.data("flink").resolve("checkpoints").toString());
        Path jobs = home.data("jobs");
        values.put(
                "job.close",
                installation.javaLine("flink-jobs", "io.wetoken.flink.CloseEpoch", jobs.resolve("close.args")));
        values.put(
                "job.statistics",
                installation.javaLine(
                        "mapreduce-jobs", "io.wetoken.mapreduce.Statistics", jobs.resolve("statistics.args")));
        values.put(
                "job.erase",
                installation.javaLine("flink-jobs", "io.wetoken.flink.EraseFromArchive", jobs.resolve("erase.args")));
        values.put(
                "job.scores",
                installation.javaLine("spark-jobs", "io.wetoken.spark.Scores", jobs.resolve("scores.args")));
    }

    private void check() throws StackException {
        List<String> problems = new ArrayList<>();
        for (String key : values.keySet()) {
            if (key.endsWith(".port") || key.endsWith("Port")) {
                range(key, 1, 65535, problems);
            } else if (key.equals("stack.large")) {
                yesOrNo(key, problems);
            } else if (key.startsWith("stack.")) {
                range(key, 0, Integer.MAX_VALUE, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw StackException.wrongInput(String.join("; ", problems));
        }
    }

    private void yesOrNo(String key, List<String> problems) {
        if (!is(key) && !text(key).equals("no")) {
            problems.add(key + " must be yes or no, is '" + text(key) + "'");
        }
    }

    private void range(String key, int min, int max, List<String> problems) {
        String value = values.get(key);
        if (!value.matches("[0-9]{1,10}") || Long.parseLong(value) < min || Long.parseLong(value) > max) {
            problems.add(key + " must be a whole number from " + min + " to " + max + ", is '" + value + "'");
        }
    }

    private static Map<String, String> read(Path file) throws StackException {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return values;
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw StackException.wrongInput("Cannot read " + file + " as a properties file: " + e.getMessage());
        }
        properties
                .stringPropertyNames()
                .forEach(key -> values.put(key, properties.getProperty(key).strip()));
        return values;
    }
}
