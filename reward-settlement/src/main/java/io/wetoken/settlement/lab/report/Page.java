package io.wetoken.settlement.lab.report;

import io.wetoken.settlement.lab.Chart;
import io.wetoken.settlement.lab.Report;
import io.wetoken.settlement.lab.Table;
import java.util.List;

/** All reports as one page that needs nothing else: no script, no network. */
public final class Page {
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

    private Page() {}

    /** @param made what it was made by: the command that makes it again */
    public static String of(List<Report> reports, String made) {
        Markup page = new Markup().open("html", "lang", "en").open("head").empty("meta", "charset", "utf-8");
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", "WeToken: the mechanism, shown to work");
        page.element("style", STYLE).close("head").open("body");
        page.element("h1", "The mechanism, shown to work");
        page.open("p").text("Every amount was planned by the reward rule itself. This page again: ");
        page.element("code", made).close("p").open("nav");
        reports.forEach(report -> page.element("a", report.name(), "href", "#" + report.name()));
        page.close("nav");
        for (Report report : reports) {
            page.element("h2", report.question(), "id", report.name()).open("ul");
            report.findings().forEach(finding -> page.element("li", finding));
            page.close("ul");
            for (Chart chart : report.charts()) {
                page.open("figure").element("figcaption", chart.title());
                page.add(Plot.of(chart)).close("figure");
            }
            report.tables().forEach(table -> table(page, table));
        }
        return "<!doctype html>\n" + page.close("body").close("html");
    }

    private static void table(Markup page, Table table) {
        page.open("table").element("caption", table.title()).open("thead").open("tr");
        table.columns().forEach(column -> page.element("th", column, "scope", "col"));
        page.close("tr").close("thead").open("tbody");
        for (List<String> row : table.texts()) {
            page.open("tr");
            row.forEach(cell -> page.element("td", cell));
            page.close("tr");
        }
        page.close("tbody").close("table");
    }
}
