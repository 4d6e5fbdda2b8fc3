package io.wetoken.flink.review;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Ppm;
import io.wetoken.behaviour.avro.JudgedEvent;
import io.wetoken.behaviour.avro.Verdict;
import io.wetoken.flink.guard.core.GuardRule;
import io.wetoken.flink.guard.core.GuardRules;
import io.wetoken.flink.review.core.Decision;
import io.wetoken.flink.review.core.Findings;
import io.wetoken.flink.review.core.ReviewedDay;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is held against one account's day, and what came of it.
 *
 * @param closed whether the verdicts are final
 * @param events of the account that day
 * @param suspect those of them that count as suspect
 * @param trustPpm what its valid acts weigh
 */
record Explanation(
        String account,
        String date,
        boolean closed,
        long events,
        long suspect,
        int trustPpm,
        List<AtOnce> atOnce,
        List<Found> review,
        List<Decision> decisions) {
    private static final int EXAMPLES = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /**
     * A reason that the stream gave.
     *
     * @param first ms since 1970, by {@code received}
     * @param examples ids of events
     */
    record AtOnce(String code, String meaning, long events, long first, long last, List<String> examples) {
        AtOnce with(JudgedEvent judged) {
            long received = judged.getEvent().getReceived();
            List<String> more = new ArrayList<>(examples);
            if (more.size() < EXAMPLES) {
                more.add(judged.getEvent().getId());
            }
            return new AtOnce(
                    code, meaning, events + 1, Math.min(first, received), Math.max(last, received), List.copyOf(more));
        }
    }

    /** A reason that the review gave. */
    record Found(String code, String evidence) {}

    /** Collects what there is about an account from the stream's verdicts. */
    static final class Builder {
        private final Epoch epoch;
        private final String account;
        private final ReviewedDay verdicts;
        private final SortedMap<String, AtOnce> atOnce = new TreeMap<>();
        private long events;
        private long suspect;

        Builder(Epoch epoch, String account, ReviewedDay verdicts) {
            this.epoch = epoch;
            this.account = account;
            this.verdicts = verdicts;
        }

        void add(JudgedEvent judged) {
            if (!judged.getEvent().getActor().equals(account)) {
                return;
            }
            events++;
            suspect += verdicts.verdict(judged).getVerdict() == Verdict.SUSPECT ? 1 : 0;
            for (String code : judged.getReasons()) {
                atOnce.merge(
                        code,
                        new AtOnce(code, meaning(code), 0, Long.MAX_VALUE, Long.MIN_VALUE, List.of()).with(judged),
                        (known, one) -> known.with(judged));
            }
        }

        Explanation build(boolean closed, Findings findings, List<Decision> decisions) {
            return new Explanation(
                    account,
                    epoch.toString(),
                    closed,
                    events,
                    suspect,
                    verdicts.trustPpm(account),
                    List.copyOf(atOnce.values()),
                    findings.of(account).entrySet().stream()
                            .map(found -> new Found(found.getKey(), found.getValue()))
                            .toList(),
                    decisions);
        }

        /** A closed day may name rules that are no more. */
        private static String meaning(String code) {
            return GuardRules.ALL.stream()
                    .filter(rule -> rule.code().equals(code))
                    .map(GuardRule::meaning)
                    .findFirst()
                    .orElse("a rule of an earlier release");
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%s on %s (%s): %,d of %,d events suspect, a valid one weighs %.2f",
                account,
                date,
                closed ? "closed, final" : "open, so far",
                suspect,
                events,
                (double) trustPpm / Ppm.ONE);
        for (AtOnce reason : atOnce) {
            line(
                    text,
                    "  at once  %-24s %,d events from %s to %s UTC: %s (such as %s)",
                    reason.code(),
                    reason.events(),
                    TIME.format(utc(reason.first())),
                    TIME.format(utc(reason.last())),
                    reason.meaning(),
                    String.join(", ", reason.examples()));
        }
        for (Found reason : review) {
            line(text, "  review   %-24s %s", reason.code(), reason.evidence());
        }
        for (Decision decision : decisions) {
            line(
                    text,
                    "  %-8s %-24s by %s at %s UTC: %s",
                    decision.verb() == Decision.Verb.LIFT ? "lifted" : "upheld",
                    String.join(" ", decision.shown()),
                    decision.by(),
                    DAY_AND_TIME.format(utc(decision.at())),
                    decision.because());
        }
        if (atOnce.isEmpty() && review.isEmpty()) {
            line(text, "  nothing is held against it");
        }
        return text.toString().stripTrailing();
    }

    private static OffsetDateTime utc(long ms) {
        return Instant.ofEpochMilli(ms).atOffset(ZoneOffset.UTC);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
