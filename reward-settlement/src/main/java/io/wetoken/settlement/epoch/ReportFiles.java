package io.wetoken.settlement.epoch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.html.Markup;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A reconciliation report as JSON for programs and as a page that needs nothing else. */
public final class ReportFiles {
    static final String HTML = "reconciliation.html";
    static final String JSON = "reconciliation.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int DECIMALS = 18;

    private ReportFiles() {}

    /** Writes both beside the epoch's plan, whether or not all agrees. */
    static void write(Work work, Commitment.Payouts payouts) throws IOException {
        ReconciliationReport report =
                ReconciliationReport.of(work.chain(), work.row(), payouts, work.files.plan(), work.clock.instant());
        write(work.files.directory().resolve(JSON), json(report) + "\n");
        write(work.files.directory().resolve(HTML), html(report));
    }

    /** Whole, or not at all. */
    public static void write(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public static ObjectNode json(ReconciliationReport report) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("epoch", report.epoch().toString())
                .put("at", report.at().toString())
                .put("state", report.state().name())
                .put("agrees", report.agrees())
                .put("recipients", report.recipients())
                .put("chunks", report.chunks())
                .put("chunksPaid", report.chunksPaid())
                .put("planned", report.planned().toString())
                .put("committed", report.committed().map(BigInteger::toString).orElse(null))
                .put("paid", report.paid().toString())
                .put("outstanding", report.outstanding().toString())
                .put("gas", report.gas().toString())
                .put("wei", report.wei().toString())
                .put("balancesCompared", report.balances());
        ArrayNode costs = node.putArray("transactions");
        report.costs()
                .forEach(cost -> costs.addObject()
                        .put("what", cost.what())
                        .put("hash", cost.transaction())
                        .put("gas", cost.gas().toString())
                        .put("wei", cost.wei().toString()));
        ArrayNode mismatches = node.putArray("mismatches");
        report.mismatches()
                .forEach(each -> mismatches
                        .addObject()
                        .put("place", each.place())
                        .put("chain", each.chain())
                        .put("plan", each.plan()));
        return node;
    }

    public static String html(ReconciliationReport report) {
        Markup page = Markup.page("WeToken: reconciliation of " + report.epoch());
        page.element("h1", "Reconciliation of " + report.epoch());
        page.element("p", verdict(report));
        page.table("Amounts", List.of("", "WE"), amounts(report));
        if (!report.mismatches().isEmpty()) {
            List<List<String>> rows = new ArrayList<>();
            report.mismatches().forEach(each -> rows.add(List.of(each.place(), each.chain(), each.plan())));
            page.table("What differs", List.of("place", "chain", "plan"), rows);
        }
        List<List<String>> costs = new ArrayList<>();
        report.costs()
                .forEach(cost -> costs.add(
                        List.of(cost.what(), cost.transaction(), cost.gas().toString(), units(cost.wei()))));
        costs.add(List.of("all", "", report.gas().toString(), units(report.wei())));
        page.table("Transactions", List.of("what", "hash", "gas", "ETH"), costs);
        page.element("p", "The chain was asked at " + report.at() + "; the store says " + report.state() + ".");
        return page.document();
    }

    /** One sentence. */
    public static String verdict(ReconciliationReport report) {
        String balances = report.balances()
                ? ""
                : " A later day is on the chain, so the balances of this one cannot be compared any more.";
        if (!report.agrees()) {
            int differ = report.mismatches().size();
            return "The chain DIFFERS from the plan in " + differ + (differ == 1 ? " place." : " places.") + balances;
        }
        return (report.outstanding().signum() == 0
                        ? "The chain agrees with the plan to the unit."
                        : "What is on the chain agrees with the plan; " + units(report.outstanding())
                                + " WE are outstanding.")
                + (report.paid().signum() == 0 ? "" : balances);
    }

    static List<List<String>> amounts(ReconciliationReport report) {
        return List.of(
                List.of("planned", units(report.planned())),
                List.of("committed", report.committed().map(ReportFiles::units).orElse("-")),
                List.of("paid", units(report.paid())),
                List.of("outstanding", units(report.outstanding())),
                List.of("recipients", Long.toString(report.recipients())),
                List.of("chunks paid", report.chunksPaid() + " of " + report.chunks()));
    }

    /** Of eighteen decimals all, for a report must not round. */
    private static String units(BigInteger units) {
        return new BigDecimal(units, DECIMALS)
                .setScale(DECIMALS, RoundingMode.UNNECESSARY)
                .toPlainString();
    }
}
