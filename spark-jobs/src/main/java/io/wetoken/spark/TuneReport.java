package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.tune.Space;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a search found, for people and for programs.
 *
 * @param metric by which it was judged
 * @param k length of the lists
 * @param records where the trials on everybody left theirs
 * @param out the directory of the search
 */
record TuneReport(String metric, int k, Tuning.Found found, Space space, Path records, Path out) {
    private static final String FORM = "%5s  %-8s %9s %9s  %s";
    private static final int SHOWN = 20;

    Path config() {
        return out.resolve("best.properties");
    }

    Path page() {
        return out.resolve("tune.html");
    }

    double value(Trial trial) {
        return Registry.metric(metric).applyAsDouble(trial.figures());
    }

    String why() {
        return String.format(
                Locale.ROOT,
                "Found by ./we reco tune: trial %d, %s %.4f of what was held out; as it was: %.4f",
                found.best().number(),
                metric,
                value(found.best()),
                value(found.asItWas()));
    }

    /** Those that had most people first, and of them the best. */
    List<Trial> trials() {
        return found.rungs().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparingDouble((Trial trial) -> -trial.share())
                        .thenComparing(trial -> -value(trial))
                        .thenComparing(Trial::number))
                .toList();
    }

    String text() {
        List<String> text = new ArrayList<>();
        text.add(String.format(Locale.ROOT, FORM, "trial", "people", "recall@" + k, "ndcg@" + k, "settings"));
        for (Trial trial : trials().stream().limit(SHOWN).toList()) {
            text.add(String.format(
                            Locale.ROOT,
                            FORM,
                            trial.number(),
                            trial.people(),
                            String.format(Locale.ROOT, "%.4f", trial.figures().recall()),
                            String.format(Locale.ROOT, "%.4f", trial.figures().ndcg()),
                            trial.number() == 0 ? "as it was" : RegistryLines.settings(trial.settings()))
                    .stripTrailing());
        }
        int more = trials().size() - SHOWN;
        if (more > 0) {
            text.add("and " + more + " more on fewer people, in " + page());
        }
        text.add("");
        text.add(why());
        text.add("configuration: " + config());
        text.add("page:          " + page());
        if (found.best().number() != 0) {
            text.add("is it sure?    ./we reco compare "
                    + records.resolve(found.asItWas().record()) + " "
                    + records.resolve(found.best().record()));
        }
        return String.join(System.lineSeparator(), text);
    }

    String json() {
        ObjectNode object = new ObjectMapper()
                .createObjectNode()
                .put("metric", metric)
                .put("k", k)
                .put("config", config().toString())
                .put("page", page().toString())
                .put("best", found.best().number());
        ArrayNode lines = object.putArray("trials");
        for (Trial trial : trials()) {
            ObjectNode line = lines.addObject()
                    .put("trial", trial.number())
                    .put("share", trial.share())
                    .put("recall", trial.figures().recall())
                    .put("ndcg", trial.figures().ndcg())
                    .put("coverage", trial.figures().coverage())
                    .put("novelty", trial.figures().novelty());
            if (!trial.record().isEmpty()) {
                line.put("record", records.resolve(trial.record()).toString());
            }
            trial.settings().forEach(line.putObject("settings")::put);
        }
        return object.toString();
    }
}
