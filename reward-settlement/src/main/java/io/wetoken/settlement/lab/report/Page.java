package io.wetoken.settlement.lab.report;

import io.wetoken.settlement.html.Markup;
import io.wetoken.settlement.lab.Chart;
import io.wetoken.settlement.lab.Report;
import java.util.List;

/** All reports as one page that needs nothing else: no script, no network. */
public final class Page {
    private Page() {}

    /** @param made what it was made by: the command that makes it again */
    public static String of(List<Report> reports, String made) {
        Markup page = Markup.page("WeToken: the mechanism, shown to work");
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
            report.tables().forEach(table -> page.table(table.title(), table.columns(), table.texts()));
        }
        return page.document();
    }
}
