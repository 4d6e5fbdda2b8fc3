package io.wetoken.flink.review;

import io.wetoken.flink.review.core.Decision;
import io.wetoken.flink.review.core.Decisions;
import io.wetoken.flink.review.core.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A review's lines with other names in them. */
public final class FindingNames {
    private FindingNames() {}

    /**
     * The same lines in their order, which follows the accounts' names.
     *
     * @param file for messages
     * @param text findings and decisions, a line each
     * @param account another name for an account, or the same
     * @param sentence a sentence for people, with the names in it
     */
    public static String renamed(
            String file, String text, UnaryOperator<String> account, UnaryOperator<String> sentence)
            throws IOException {
        FindingLines.Read read = FindingLines.read(file, text);
        Findings findings = new Findings();
        read.findings()
                .all()
                .forEach((who, found) -> found.forEach(
                        (code, evidence) -> findings.against(account.apply(who), code, sentence.apply(evidence))));
        List<Decision> decisions = new ArrayList<>();
        for (Decision said : read.decisions().all()) {
            decisions.add(new Decision(
                    account.apply(said.account()),
                    said.verb(),
                    said.reasons(),
                    said.by(),
                    sentence.apply(said.because()),
                    said.at()));
        }
        return FindingLines.of(findings, new Decisions(decisions));
    }
}
