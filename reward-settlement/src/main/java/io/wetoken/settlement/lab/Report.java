package io.wetoken.settlement.lab;

import java.util.List;

/**
 * What an experiment found.
 *
 * @param findings sentences with their figures
 */
public record Report(String name, String question, List<String> findings, List<Table> tables, List<Chart> charts) {
    public Report {
        findings = List.copyOf(findings);
        tables = List.copyOf(tables);
        charts = List.copyOf(charts);
    }
}
