package io.wetoken.settlement;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.settlement.epoch.PlanReport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A plan's report, for people and for programs. */
final class PlanText {
    private static final int ETH_DECIMALS = 18;

    private PlanText() {}

    /** @param gasPrice wei */
    static String text(PlanReport report, BigInteger gasPrice, PlanReport.Limits limits) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("plan of " + report.epoch(), ""));
        lines.add(List.of("paid", Tables.we(report.total())));
        lines.add(List.of("before", report.before().map(Tables::we).orElse("-")));
        lines.add(List.of("recipients", Integer.toString(report.recipients())));
        lines.add(List.of("new, gone", report.newcomers() + ", " + report.gone()));
        lines.add(List.of("inequality", PlanReport.percent(report.giniPpm()) + " (Gini)"));
        lines.add(List.of("top 1 %", PlanReport.percent(report.topPercentPpm()) + " of all"));
        lines.add(List.of("largest", PlanReport.percent(report.largestPpm()) + " of all"));
        lines.add(List.of("chunks", Integer.toString(report.chunks())));
        lines.add(
                List.of("gas", "at most " + report.gasLimit() + ", " + eth(report.gasLimit(), gasPrice) + " ETH now"));
        lines.add(List.of("root", report.root()));
        StringBuilder text = new StringBuilder(Tables.table(lines));
        if (!report.movers().isEmpty()) {
            List<List<String>> movers = new ArrayList<>();
            movers.add(List.of("moved most", "before", "now"));
            report.movers()
                    .forEach(mover ->
                            movers.add(List.of(mover.recipient(), Tables.we(mover.before()), Tables.we(mover.now()))));
            text.append(System.lineSeparator()).append(System.lineSeparator()).append(Tables.table(movers));
        }
        List<String> warnings = report.warnings(limits);
        text.append(System.lineSeparator()).append(System.lineSeparator());
        text.append(
                warnings.isEmpty()
                        ? "Nothing about it is unusual."
                        : "LOOK: " + String.join(System.lineSeparator() + "LOOK: ", warnings));
        return text.toString();
    }

    static ObjectNode json(PlanReport report, BigInteger gasPrice, PlanReport.Limits limits) {
        ObjectNode node = Tables.object()
                .put("epoch", report.epoch().toString())
                .put("paid", report.total().toString())
                .put("before", report.before().map(BigInteger::toString).orElse(null))
                .put("recipients", report.recipients())
                .put("newcomers", report.newcomers())
                .put("gone", report.gone())
                .put("giniPpm", report.giniPpm())
                .put("topPercentPpm", report.topPercentPpm())
                .put("largestPpm", report.largestPpm())
                .put("chunks", report.chunks())
                .put("gasLimit", report.gasLimit().toString())
                .put("eth", eth(report.gasLimit(), gasPrice))
                .put("root", report.root());
        ArrayNode movers = node.putArray("movers");
        report.movers()
                .forEach(mover -> movers.addObject()
                        .put("recipient", mover.recipient())
                        .put("before", mover.before().toString())
                        .put("now", mover.now().toString()));
        ArrayNode warnings = node.putArray("warnings");
        report.warnings(limits).forEach(warnings::add);
        return node;
    }

    /** Six decimals, rounded up. */
    private static String eth(BigInteger gas, BigInteger gasPrice) {
        return new BigDecimal(gas.multiply(gasPrice), ETH_DECIMALS)
                .setScale(6, RoundingMode.UP)
                .toPlainString();
    }
}
