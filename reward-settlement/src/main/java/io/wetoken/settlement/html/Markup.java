package io.wetoken.settlement.html;

import java.util.List;

/** Elements of HTML and SVG, written one after the other; texts and attributes are escaped. */
public final class Markup {
    private static final String STYLE = """
            body { font: 16px/1.5 system-ui, sans-serif; color: #222; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            h2 { margin: 3rem 0 .2rem; border-top: 1px solid #ccc; padding-top: 1rem }
            table { border-collapse: collapse; font-size: .85rem; margin: .3rem 0 1.5rem; display: block; overflow-x: auto }
            th, td { padding: .2rem .7rem; border-bottom: 1px solid #ddd; text-align: right; font-variant-numeric: tabular-nums }
            th { vertical-align: bottom } th:first-child, td:first-child { text-align: left }
            figure { margin: 1.5rem 0 } figcaption, caption { font-weight: 600; text-align: left }
            svg { width: 100%; height: auto } svg text { font: 12px system-ui, sans-serif; fill: #333 }
            nav a { margin-right: 1rem }
            """;

    private final StringBuilder text = new StringBuilder();

    /** Below a first line that makes browsers follow the standard; with the house's look. */
    public static Markup page(String title) {
        Markup page = new Markup().open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        return page.element("title", title)
                .element("style", STYLE)
                .close("head")
                .open("body");
    }

    /** The whole page, with its first line. */
    public String document() {
        return "<!doctype html>\n" + close("body").close("html");
    }

    /** Columns by name, and rows of cells as wide as they. */
    public Markup table(String title, List<String> columns, List<List<String>> rows) {
        open("table").element("caption", title).open("thead").open("tr");
        columns.forEach(column -> element("th", column, "scope", "col"));
        close("tr").close("thead").open("tbody");
        for (List<String> row : rows) {
            open("tr");
            row.forEach(cell -> element("td", cell));
            close("tr");
        }
        return close("tbody").close("table");
    }

    /** @param attributes names and values in turn */
    public Markup open(String element, String... attributes) {
        start(element, attributes);
        text.append('>');
        return this;
    }

    public Markup close(String element) {
        text.append("</").append(element).append(">\n");
        return this;
    }

    public Markup empty(String element, String... attributes) {
        start(element, attributes);
        text.append("/>\n");
        return this;
    }

    public Markup element(String element, String content, String... attributes) {
        return open(element, attributes).text(content).close(element);
    }

    public Markup text(String content) {
        text.append(escaped(content));
        return this;
    }

    public Markup add(Markup other) {
        text.append(other.text);
        return this;
    }

    private void start(String element, String... attributes) {
        text.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
    }

    private static String escaped(String content) {
        return content.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
