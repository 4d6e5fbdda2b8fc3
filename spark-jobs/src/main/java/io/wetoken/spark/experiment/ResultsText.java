package io.wetoken.spark.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.recommender.experiment.Plan;
import java.util.Locale;

/** Results for people and for programs. */
public record ResultsText(Plan plan, Results results) {
    private static final String ROW = "%-12s %-16s %12s %12s  %s%n";

    /** One line a figure. */
    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT, "people %s, even by chance: p = %.3f%n", results.people(), results.evenSplit()));
        results.preference()
                .ifPresent(of -> text.append(String.format(
                        Locale.ROOT,
                        "%s against usual: %d people took more of it, %d of the usual (sign test p = %.3f); share of what was taken %.3f (%.3f to %.3f)%n",
                        plan.arms().get(1).name(),
                        of.other(),
                        of.usual(),
                        of.chance(),
                        of.share().value(),
                        of.share().low(),
                        of.share().high())));
        results.changes().forEach((arm, changes) -> {
            text.append(String.format(Locale.ROOT, ROW, "arm", "metric", "usual", "arm's", "change"));
            changes.forEach((metric, change) -> text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    arm,
                    mark(metric) + metric,
                    told(change.usual()),
                    told(change.other()),
                    change.told())));
        });
        return text.toString();
    }

    /** A dash where there was nothing to divide by. */
    private static String told(double figure) {
        return Double.isFinite(figure) ? String.format(Locale.ROOT, "%.4f", figure) : "-";
    }

    private String mark(String metric) {
        return metric.equals(plan.metric()) ? "*" : plan.guardrails().containsKey(metric) ? "!" : "";
    }

    private static Double known(double figure) {
        return Double.isFinite(figure) ? figure : null;
    }

    /**
     * Null where there was nothing to divide by.
     *
     * @param closed the last day that was counted
     */
    public String json(String closed) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("name", plan.name())
                .put("plan", plan.hash())
                .put("countedTo", closed)
                .put("evenSplit", results.evenSplit());
        ObjectNode people = root.putObject("people");
        results.people().forEach(people::put);
        ObjectNode arms = root.putObject("arms");
        results.changes().forEach((arm, changes) -> {
            ObjectNode metrics = arms.putObject(arm);
            changes.forEach((metric, change) -> metrics.putObject(metric)
                    .put("usual", known(change.usual()))
                    .put("arm", known(change.other()))
                    .put("percent", known(change.percent()))
                    .put("low", known(change.low()))
                    .put("high", known(change.high())));
        });
        results.preference()
                .ifPresent(of -> root.putObject("preference")
                        .put("usual", of.usual())
                        .put("other", of.other())
                        .put("share", of.share().value())
                        .put("low", of.share().low())
                        .put("high", of.share().high())
                        .put("signTest", of.chance()));
        return root.toString();
    }
}
