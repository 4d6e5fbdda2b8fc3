package io.wetoken.verifier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of the checks, for a person or as JSON. */
final class Report {
    private final List<Check> checks = new ArrayList<>();
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, String> payout = new LinkedHashMap<>();

    private enum Outcome {
        OK,
        DIFFERS,
        NOT_CHECKED
    }

    private record Check(String name, Outcome outcome, String detail) {}

    /** @param difference the first that was found */
    void check(String name, Optional<String> difference) {
        checks.add(new Check(name, difference.isPresent() ? Outcome.DIFFERS : Outcome.OK, difference.orElse("")));
    }

    void notChecked(String name, String why) {
        checks.add(new Check(name, Outcome.NOT_CHECKED, why));
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    /** Of the account that was asked for. */
    void payout(String name, String value) {
        payout.put(name, value);
    }

    boolean agrees() {
        return checks.stream().noneMatch(check -> check.outcome() == Outcome.DIFFERS);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        facts.forEach((name, value) -> out.append(String.format("%-10s %s%n", name, value)));
        for (Check check : checks) {
            String mark = check.outcome() == Outcome.OK ? "ok" : check.outcome() == Outcome.DIFFERS ? "DIFFERS" : "-";
            out.append(String.format("%-8s %s", mark, check.name()))
                    .append(check.detail().isEmpty() ? "" : ": " + check.detail())
                    .append(System.lineSeparator());
        }
        payout.forEach((name, value) -> out.append(String.format("  %-12s %s%n", name, value)));
        return out + (agrees() ? "All that was checked agrees." : "It DIFFERS.");
    }

    String json() {
        String list = checks.stream()
                .map(check -> "{\"check\":" + Json.quote(check.name()) + ",\"ok\":"
                        + (check.outcome() == Outcome.NOT_CHECKED ? "null" : check.outcome() == Outcome.OK)
                        + ",\"detail\":" + Json.quote(check.detail()) + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"agrees\":" + agrees() + ",\"facts\":" + object(facts) + ",\"checks\":" + list
                + (payout.isEmpty() ? "" : ",\"payout\":" + object(payout)) + "}";
    }

    private static String object(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> Json.quote(value.getKey()) + ":" + Json.quote(value.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
    }
}
