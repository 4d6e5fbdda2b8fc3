package io.wetoken.behaviour.bench;

import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a benchmark tells: its figures beside its baseline's, and where and how they were measured. */
public final class Result {
    private static final double THOUSANDTHS = 1_000.0;

    private final String name;
    private final String command;
    private final String machine = machine();
    private final Map<String, Object> figures = new LinkedHashMap<>();
    private final Map<String, Object> baseline = new LinkedHashMap<>();
    private final Map<String, Object> ratio = new LinkedHashMap<>();

    /** Made before anything is measured, for it notes how busy the machine was before. */
    public Result(String name, String command) {
        this.name = name;
        this.command = command;
    }

    public Result figure(String of, Object value) {
        figures.put(of, rounded(value));
        return this;
    }

    public Result baseline(String of, Object value) {
        baseline.put(of, rounded(value));
        return this;
    }

    public Result ratio(String of, double value) {
        ratio.put(of, rounded(value));
        return this;
    }

    /** Where it is measured, and how busy the machine was before. */
    public static String machine() {
        return String.format(
                Locale.ROOT,
                "%d processors, %s %s, Java %s, load before %.2f",
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                System.getProperty("java.version"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** For programs, as a JSON library takes it: texts, whole numbers, doubles, and maps of them. */
    public Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("figures", figures);
        map.put("baseline", baseline);
        map.put("ratio", ratio);
        map.put("machine", machine);
        map.put("command", command);
        return map;
    }

    /** For people. */
    public String text() {
        StringBuilder out = new StringBuilder(name);
        figures.forEach((of, value) -> out.append(String.format(Locale.ROOT, "%n  %-28s %s", of, value)));
        out.append(baseline.isEmpty() ? "" : String.format("%nbaseline"));
        baseline.forEach((of, value) -> out.append(String.format(Locale.ROOT, "%n  %-28s %s", of, value)));
        ratio.forEach((of, value) -> out.append(String.format(Locale.ROOT, "%n  %-28s %s", "ratio of " + of, value)));
        return out.append(String.format("%n%s", machine)).toString();
    }

    private static Object rounded(Object value) {
        if (value instanceof Double number) {
            return Math.round(number * THOUSANDTHS) / THOUSANDTHS;
        }
        return value instanceof Integer number ? (Object) number.longValue() : value;
    }
}
