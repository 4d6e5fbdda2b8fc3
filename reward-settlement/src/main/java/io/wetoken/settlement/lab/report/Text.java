package io.wetoken.settlement.lab.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.settlement.lab.Report;
import io.wetoken.settlement.lab.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reports as text for people and as JSON for programs. */
public final class Text {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Text() {}

    /** @param table writes rows, the first of which are the columns' names */
    public static String of(Report report, Function<List<List<String>>, String> table) {
        StringBuilder text = new StringBuilder();
        text.append("== ")
                .append(report.name())
                .append(": ")
                .append(report.question())
                .append('\n');
        report.findings().forEach(finding -> text.append(finding).append('\n'));
        for (Table one : report.tables()) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(one.columns());
            rows.addAll(one.texts());
            text.append('\n')
                    .append(one.title())
                    .append('\n')
                    .append(table.apply(rows))
                    .append('\n');
        }
        return text.toString();
    }

    /** {@code {"name":"lab","seed":…,"experiments":[{"name":…,"question":…,"findings":[…],"tables":[{"title":…,"columns":[…],"rows":[[…]]}]}]}}. */
    public static String json(List<Report> reports, long seed) {
        ObjectNode lab = JSON.createObjectNode().put("name", "lab").put("seed", seed);
        ArrayNode experiments = lab.putArray("experiments");
        for (Report report : reports) {
            ObjectNode one = experiments.addObject().put("name", report.name()).put("question", report.question());
            one.set("findings", JSON.valueToTree(report.findings()));
            ArrayNode tables = one.putArray("tables");
            for (Table table : report.tables()) {
                ObjectNode node = tables.addObject().put("title", table.title());
                node.set("columns", JSON.valueToTree(table.columns()));
                node.set("rows", JSON.valueToTree(table.rows()));
            }
        }
        return lab.toString();
    }
}
