package io.wetoken.verifier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
        ObjectNode json = Json.object().put("agrees", agrees());
        json.set("facts", object(facts));
        ArrayNode list = json.putArray("checks");
        for (Check check : checks) {
            Boolean ok = check.outcome() == Outcome.NOT_CHECKED ? null : (Boolean) (check.outcome() == Outcome.OK);
            list.addObject().put("check", check.name()).put("ok", ok).put("detail", check.detail());
        }
        if (!payout.isEmpty()) {
            json.set("payout", object(payout));
        }
        return json.toString();
    }

    private static ObjectNode object(Map<String, String> values) {
        ObjectNode object = Json.object();
        values.forEach(object::put);
        return object;
    }
}
