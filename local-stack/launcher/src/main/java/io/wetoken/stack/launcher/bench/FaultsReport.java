package io.wetoken.stack.launcher.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run with faults tells. */
final class FaultsReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double THOUSANDTHS = 1_000.0;
    private static final List<String> WRONG =
            List.of("lost", "doubled", "foreign", "judgedLost", "judgedDoubled", "figuresWrong");

    private final Faults.Plan plan;
    private final String machine = String.format(
            Locale.ROOT,
            "%d processors, %s %s, Java %s, load before %.2f",
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            System.getProperty("java.version"),
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    private final List<Double> undisturbed = new ArrayList<>();
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, List<Double>> recoveries = new TreeMap<>();
    private double undisturbedRate;
    private double rate;
    private int accepted;
    private long resent;
    private double settled;
    private JsonNode found;

    FaultsReport(Faults.Plan plan) {
        this.plan = plan;
    }

    void undisturbed(double seconds) {
        undisturbed.add(seconds);
    }

    void undisturbedRate(double eventsPerSecond) {
        undisturbedRate = eventsPerSecond;
    }

    double undisturbedRate() {
        return undisturbedRate;
    }

    double undisturbedMedian() {
        return median(undisturbed);
    }

    /** One that was followed by another before it was over. */
    void killed(String victim) {
        kills.merge(kind(victim), 1, Integer::sum);
    }

    void recovered(String victim, double seconds) {
        killed(victim);
        recoveries.computeIfAbsent(kind(victim), kind -> new ArrayList<>()).add(seconds);
    }

    void rate(double eventsPerSecond) {
        rate = eventsPerSecond;
    }

    void compared(int eventsAccepted, long batchesResent, double seconds, JsonNode comparison) {
        accepted = eventsAccepted;
        resent = batchesResent;
        settled = seconds;
        found = comparison;
    }

    boolean well() {
        return WRONG.stream().allMatch(key -> found.path(key).asLong(-1) == 0)
                && found.path("archived").asLong() == accepted;
    }

    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("name", "faults");
        ObjectNode figures = json.putObject("figures");
        figures.put("kills", kills.values().stream().mapToInt(Integer::intValue).sum());
        kills.forEach((kind, count) -> figures.put("kills." + kind, count));
        figures.put("eventsAccepted", accepted);
        figures.put("batchesSentAgain", resent);
        figures.put("eventsArchived", found.path("archived").asLong());
        figures.put("duplicates", found.path("duplicates").asLong());
        WRONG.forEach(key -> figures.put(key, found.path(key).asLong()));
        figures.put("eventsPerSecond", rounded(rate));
        List<Double> all = recoveries.values().stream().flatMap(List::stream).toList();
        figures.put("recoverySecondsP50", rounded(median(all)));
        figures.put("recoverySecondsMax", rounded(most(all)));
        recoveries.forEach((kind, seconds) -> {
            figures.put("recoverySecondsP50." + kind, rounded(median(seconds)));
            figures.put("recoverySecondsMax." + kind, rounded(most(seconds)));
        });
        figures.put("comparedAfterSeconds", rounded(settled));
        if (!found.path("examples").isEmpty()) {
            figures.set("examples", found.path("examples"));
        }
        ObjectNode baseline = json.putObject("baseline");
        baseline.put("eventsPerSecond", rounded(undisturbedRate));
        baseline.put("recoverySecondsP50", rounded(median(undisturbed)));
        baseline.put("recoverySecondsMax", rounded(most(undisturbed)));
        ObjectNode ratio = json.putObject("ratio");
        ratio.put("eventsPerSecond", rounded(rate / undisturbedRate));
        ratio.put("recoverySecondsP50", rounded(median(all) / median(undisturbed)));
        json.put("machine", machine);
        json.put("command", command());
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A tree of JSON cannot be written", e);
        }
    }

    private String command() {
        return "./we bench faults --kills " + plan.kills() + " --seed " + plan.seed() + " --rate " + plan.rate();
    }

    /** For people. */
    String text() {
        StringBuilder out = new StringBuilder("faults");
        try {
            JsonNode json = JSON.readTree(json());
            for (String part : List.of("figures", "baseline", "ratio")) {
                out.append(part.equals("figures") ? "" : String.format("%n%s", part));
                json.get(part)
                        .properties()
                        .forEach(each ->
                                out.append(String.format(Locale.ROOT, "%n  %-32s %s", each.getKey(), each.getValue())));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("What was written as JSON cannot be read", e);
        }
        return out.append(String.format("%n%s", machine)).toString();
    }

    private static String kind(String victim) {
        return victim.replaceAll("-[0-9]+$", "");
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    private static double most(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private static double rounded(double value) {
        return Math.round(value * THOUSANDTHS) / THOUSANDTHS;
    }
}
