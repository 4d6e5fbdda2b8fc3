package io.wetoken.settlement.bundle;

import io.wetoken.settlement.core.Plan;
import io.wetoken.settlement.core.Plan.Column;
import io.wetoken.settlement.core.Plan.Lines;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes a plan as payouts.csv, deferred.csv, breakdown.csv and fund.json. */
public final class PlanWriter {
    private static final Column[] COLUMNS = Column.values();

    private PlanWriter() {}

    /** Writes the four files into a directory that exists. */
    public static void write(Plan plan, Path directory) throws IOException {
        Lines lines = plan.lines();
        try (Csv payouts = new Csv(directory.resolve(BundleFiles.PAYOUTS), "index,account,amount");
                Csv deferred = new Csv(directory.resolve(BundleFiles.DEFERRED), BundleFiles.DEFERRED_HEADER);
                Csv breakdown = new Csv(
                        directory.resolve(BundleFiles.BREAKDOWN),
                        "account,activity,owner,contributor,contribution,disseminator,deferred,total")) {
            int index = 0;
            for (int line = 0; line < lines.count(); line++) {
                if (lines.pays(line)) {
                    payouts.text(Integer.toString(index++));
                    payouts.add(',');
                }
                Csv due = lines.pays(line) ? payouts : deferred;
                due.account(lines, line);
                due.add(',');
                due.amount(lines, line, Column.TOTAL);
                due.endRow();
                breakdown.account(lines, line);
                for (Column column : COLUMNS) {
                    breakdown.add(',');
                    breakdown.amount(lines, line, column);
                }
                breakdown.endRow();
            }
        }
        Files.writeString(directory.resolve(BundleFiles.FUND), fund(plan));
    }

    /** The text of fund.json. */
    public static String fund(Plan plan) {
        Map<String, String> fund = new LinkedHashMap<>();
        fund.put("indexPpm", String.valueOf(plan.indexPpm()));
        fund.put("elasticityPpm", String.valueOf(plan.elasticityPpm()));
        fund.put("refill", "\"" + plan.refill() + "\"");
        fund.put("buybackUsed", "\"" + plan.buybackUsed() + "\"");
        fund.put("pool", "\"" + plan.pool() + "\"");
        fund.put("activityPool", "\"" + plan.activityPool() + "\"");
        fund.put("contributionPool", "\"" + plan.contributionPool() + "\"");
        fund.put("fundAfter", "\"" + plan.fundAfter() + "\"");
        fund.put("carryAfter", "\"" + plan.carryAfter() + "\"");
        fund.put("adBuybackAfter", "\"" + plan.adBuybackAfter() + "\"");
        fund.put("paid", "\"" + plan.paid() + "\"");
        fund.put("deferredTotal", "\"" + plan.deferredTotal() + "\"");
        return Json.object(fund);
    }

    /** One file, through one buffer. */
    private static final class Csv implements AutoCloseable {
        /** Longer than any row: 64 bytes of id and eight amounts of 29 digits. */
        private static final int MAX_ROW = 512;

        private final OutputStream out;
        private final byte[] buffer = new byte[1 << 16];
        private int used;

        Csv(Path file, String header) throws IOException {
            out = Files.newOutputStream(file);
            text(header);
            endRow();
        }

        void text(String text) {
            byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(bytes, 0, buffer, used, bytes.length);
            used += bytes.length;
        }

        void add(char c) {
            buffer[used++] = (byte) c;
        }

        void account(Lines lines, int line) {
            used = lines.printAccount(line, buffer, used);
        }

        void amount(Lines lines, int line, Column column) {
            used = lines.printAmount(line, column, buffer, used);
        }

        void endRow() throws IOException {
            add('\n');
            if (used > buffer.length - MAX_ROW) {
                out.write(buffer, 0, used);
                used = 0;
            }
        }

        @Override
        public void close() throws IOException {
            try (out) {
                out.write(buffer, 0, used);
            }
        }
    }
}
