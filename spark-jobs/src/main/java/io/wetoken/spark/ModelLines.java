package io.wetoken.spark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.file.Card;
import io.wetoken.recommender.file.Change;
import io.wetoken.recommender.file.HeldOut;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The models of a directory, for people and for programs.
 *
 * @param previous what a rollback would go to
 */
record ModelLines(List<Line> lines, Optional<String> current, Optional<String> previous, List<Change> changes) {
    private static final String FORM = "%s %-24s %-10s %8s %8s %7s %9s %-8s %8s %-8s  %s";
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * @param card empty when the file cannot be read
     * @param problem why not
     */
    record Line(String version, Optional<Card> card, String problem) {}

    String text() {
        List<String> text = new ArrayList<>();
        String k = lines.stream()
                .flatMap(line -> line.card().stream())
                .flatMap(card -> HeldOut.of(card).stream())
                .map(figures -> "@" + figures.k())
                .reduce((earlier, later) -> later)
                .orElse("");
        text.add(String.format(
                        Locale.ROOT,
                        FORM,
                        " ",
                        "version",
                        "day",
                        "people",
                        "items",
                        "asked",
                        "recall" + k,
                        "(pop)",
                        "ndcg" + k,
                        "(pop)",
                        "")
                .stripTrailing());
        for (Line line : lines) {
            text.add(text(line).stripTrailing());
        }
        if (lines.isEmpty()) {
            text.add("no models yet; ./we reco train --date D makes one");
        }
        current.filter(name -> lines.stream().noneMatch(line -> line.version().equals(name)))
                .ifPresent(name -> text.add("* " + name + " is named current, and is missing"));
        return String.join(System.lineSeparator(), text);
    }

    private String text(Line line) {
        String star = current.filter(line.version()::equals).isPresent() ? "*" : " ";
        if (line.card().isEmpty()) {
            return star + " " + line.version() + "  cannot be used: " + line.problem();
        }
        Card card = line.card().get();
        Optional<HeldOut> found = HeldOut.of(card);
        return String.format(
                Locale.ROOT,
                FORM,
                star,
                line.version(),
                card.parameters().getOrDefault("days.last", "?"),
                card.parameters().getOrDefault("people", "?"),
                card.parameters().getOrDefault("items", "?"),
                found.map(figures -> Long.toString(figures.people())).orElse("-"),
                found.map(figures -> figure(figures.recall())).orElse("-"),
                found.map(figures -> "(" + figure(figures.popularRecall()) + ")")
                        .orElse(""),
                found.map(figures -> figure(figures.ndcg())).orElse("-"),
                found.map(figures -> "(" + figure(figures.popularNdcg()) + ")").orElse(""),
                standing(line.version()));
    }

    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private String standing(String version) {
        Optional<Change> last = changes.stream()
                .filter(change -> change.version().equals(version))
                .reduce((earlier, later) -> later);
        if (current.filter(version::equals).isPresent()) {
            return last.filter(change -> change.kind() != Change.Kind.REFUSED)
                    .map(change -> "current since " + MINUTE.format(change.at()) + " UTC, by " + change.by()
                            + (change.kind() == Change.Kind.FORCED ? ", by force" : ""))
                    .orElse("current; the history does not say since when");
        }
        if (previous.filter(version::equals).isPresent()) {
            return "a rollback goes here";
        }
        return last.filter(change -> change.kind() == Change.Kind.REFUSED)
                .map(change -> "refused " + MINUTE.format(change.at()) + " UTC")
                .orElse("");
    }

    String json() {
        ObjectNode json = new ObjectMapper().createObjectNode();
        json.put("current", current.orElse(null)).put("previous", previous.orElse(null));
        for (Line line : lines) {
            ObjectNode model = json.withArray("models")
                    .addObject()
                    .put("version", line.version())
                    .put("current", current.filter(line.version()::equals).isPresent());
            if (line.card().isEmpty()) {
                model.put("problem", line.problem());
                continue;
            }
            Card card = line.card().get();
            model.put("model", card.model()).put("seed", card.seed()).put("dataSha256", card.dataSha256());
            card.parameters().forEach(model.putObject("parameters")::put);
            card.metrics().forEach(model.putObject("metrics")::put);
        }
        for (Change change : changes) {
            json.withArray("history")
                    .addObject()
                    .put("at", change.at().toString())
                    .put("kind", change.kind().name())
                    .put("version", change.version())
                    .put("before", change.before())
                    .put("by", change.by())
                    .put("because", change.because());
        }
        return json.toString();
    }
}
