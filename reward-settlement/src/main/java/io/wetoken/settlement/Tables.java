package io.wetoken.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.store.Epochs;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;

/** What the commands print: tables for people, one line of JSON for programs. */
final class Tables {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DECIMALS = 18;

    private Tables() {}

    /** An amount in base units as WE, for people: six decimals, rounded down. */
    static String we(BigInteger units) {
        return new BigDecimal(units, DECIMALS).setScale(6, RoundingMode.DOWN).toPlainString() + " WE";
    }

    /** {@code {"epoch":…,"state":…,"details":{…}}}. */
    static ObjectNode node(Epochs.Row row) {
        ObjectNode node = JSON.createObjectNode();
        node.put("epoch", row.epoch().toString());
        node.put("state", row.state().name());
        ObjectNode details = node.putObject("details");
        new TreeMap<>(row.details()).forEach(details::put);
        return node;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** fund.json on one line, with the epoch and the number of recipients before it. */
    static String json(String fund, String epoch, long recipients) throws JsonProcessingException {
        ObjectNode node = JSON.createObjectNode();
        node.put("epoch", epoch);
        node.put("recipients", recipients);
        node.setAll((ObjectNode) JSON.readTree(fund));
        return node.toString();
    }

    /** A detail for people: amounts in WE, what is absent as {@code -}. */
    static String amount(Epochs.Row row, String name) {
        String value = row.details().get(name);
        return value == null ? "-" : we(new BigInteger(value));
    }

    static String text(Epochs.Row row, String name) {
        return row.details().getOrDefault(name, "-");
    }

    /** Columns as wide as their widest cell, the first row above a line. */
    static String table(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < columns; i++) {
                String cell = rows.get(r).get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
            if (r == 0) {
                text.append("-".repeat(line.toString().stripTrailing().length()))
                        .append(System.lineSeparator());
            }
        }
        return text.toString().stripTrailing();
    }
}
