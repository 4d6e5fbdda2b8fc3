package io.wetoken.settlement.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rows of texts and numbers below named columns. */
public final class Table {
    private final String title;
    private final List<String> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    Table(String title, String... columns) {
        this.title = title;
        this.columns = List.of(columns);
    }

    /** @param cells strings, integers and doubles, one a column */
    Table row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(
                    "Table '" + title + "' has " + columns.size() + " columns, the row " + cells.length);
        }
        rows.add(List.of(cells));
        return this;
    }

    public String title() {
        return title;
    }

    public List<String> columns() {
        return columns;
    }

    public List<List<Object>> rows() {
        return List.copyOf(rows);
    }

    /** The rows for people: four decimals, fewer for what is large. */
    public List<List<String>> texts() {
        return rows.stream().map(row -> row.stream().map(Table::text).toList()).toList();
    }

    private static String text(Object cell) {
        if (cell instanceof Double number) {
            double size = Math.abs(number);
            return String.format(Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 100 ? "%.1f" : "%.4f", number);
        }
        return cell instanceof Number number ? String.format(Locale.ROOT, "%,d", number.longValue()) : cell.toString();
    }
}
