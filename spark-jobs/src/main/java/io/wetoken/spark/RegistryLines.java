package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** A registry, for people and for programs. */
record RegistryLines(Registry registry) {
    private static final String FORM = "%-22s %-16s %-12s %4s %8s %8s %8s %8s %6s  %s";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    String text() {
        if (registry.entries().isEmpty()) {
            return "no runs yet; ./we reco evaluate leaves a record of each";
        }
        List<String> text = new ArrayList<>();
        String data = "";
        for (Registry.Entry entry : registry.entries()) {
            if (!entry.data().equals(data)) {
                data = entry.data();
                text.add(data);
                text.add(String.format(
                        Locale.ROOT,
                        FORM,
                        "run",
                        "written (UTC)",
                        "model",
                        "k",
                        "recall",
                        "ndcg",
                        "coverage",
                        "novelty",
                        "seed",
                        "settings"));
            }
            text.add(String.format(
                            Locale.ROOT,
                            FORM,
                            entry.file().getFileName(),
                            MINUTE.format(entry.written()),
                            entry.model(),
                            entry.k(),
                            digits(4, entry.figures().recall()),
                            digits(4, entry.figures().ndcg()),
                            digits(4, entry.figures().coverage()),
                            digits(2, entry.figures().novelty()),
                            entry.seed(),
                            settings(entry.changed()))
                    .stripTrailing());
        }
        return String.join(System.lineSeparator(), text);
    }

    private static String digits(int digits, double figure) {
        return String.format(Locale.ROOT, "%." + digits + "f", figure);
    }

    static String settings(SortedMap<String, String> changed) {
        return changed.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    String json() {
        ObjectNode object = new ObjectMapper().createObjectNode();
        ArrayNode runs = object.putArray("runs");
        for (Registry.Entry entry : registry.entries()) {
            ObjectNode run = runs.addObject()
                    .put("file", entry.file().toString())
                    .put("written", entry.written().toString())
                    .put("model", entry.model())
                    .put("data", entry.data())
                    .put("k", entry.k())
                    .put("seed", entry.seed())
                    .put("recall", entry.figures().recall())
                    .put("ndcg", entry.figures().ndcg())
                    .put("coverage", entry.figures().coverage())
                    .put("novelty", entry.figures().novelty());
            entry.changed().forEach(run.putObject("settings")::put);
        }
        return object.toString();
    }
}
