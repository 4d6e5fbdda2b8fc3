package io.wetoken.flink.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wetoken.behaviour.bench.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the benchmark of the guard says, as JSON and as a table. */
final class GuardResult {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double TEN_THOUSANDTHS = 10_000.0;
    private static final String BASELINE =
            "one thread that reads the same lines by the same reader, leaves out repeated ids, counts by account and writes the lines";

    private final String command;
    private final String machine = Result.machine();
    private final List<GuardScore> scores = new ArrayList<>();
    private Speed guard = new Speed(0, 0, 0);
    private Speed plain = new Speed(0, 0, 0);

    GuardResult(String command) {
        this.command = command;
    }

    /** @param peakMb the most of one run */
    record Speed(long events, double seconds, long peakMb) {
        Speed plus(Speed other) {
            return new Speed(events + other.events, seconds + other.seconds, Math.max(peakMb, other.peakMb));
        }

        double perSecond() {
            return seconds == 0 ? 0 : events / seconds;
        }
    }

    void add(GuardScore score, Speed ofGuard, Speed ofPlain) {
        scores.add(score);
        guard = guard.plus(ofGuard);
        plain = plain.plus(ofPlain);
    }

    private GuardScore all() {
        return scores.stream().reduce(GuardScore.none(), GuardScore::plus);
    }

    String json() {
        GuardScore all = all();
        ObjectNode result = JSON.createObjectNode().put("name", "guard");
        ObjectNode figures = result.putObject("figures")
                .put("eventsPerSecond", rounded(guard.perSecond()))
                .put("peakMemoryMb", guard.peakMb())
                .put("events", guard.events())
                .put("seconds", rounded(guard.seconds()));
        quality(all, figures);
        figures.put("precisionAtOnce", rounded(all.precisionAtOnce()))
                .put("recallAtOnce", rounded(all.fraud().caughtAtOnce()))
                .put("honestPeople", all.people())
                .put("honestPeopleHit", all.peopleHit())
                .put("honestAccountDayMedianPoints", rounded(all.honestMedian()));
        ObjectNode kinds = figures.putObject("kinds");
        all.kinds().forEach((label, kind) -> kinds.set(label, kind(kind)));
        ObjectNode reasons = figures.putObject("reasons");
        all.reasons()
                .forEach((code, hits) ->
                        reasons.putObject(code).put("fraud", hits.fraud()).put("honest", hits.honest()));
        ArrayNode each = figures.putArray("recordings");
        scores.forEach(score -> quality(score, each.addObject()));
        result.putObject("baseline")
                .put("what", BASELINE)
                .put("eventsPerSecond", rounded(plain.perSecond()))
                .put("peakMemoryMb", plain.peakMb());
        result.putObject("ratio")
                .put("eventsPerSecond", rounded(guard.perSecond() / Math.max(1e-9, plain.perSecond())));
        return result.put("machine", machine).put("command", command).toString();
    }

    private static void quality(GuardScore score, ObjectNode to) {
        String worst = score.worst();
        to.put("precision", rounded(score.precision()))
                .put("recall", rounded(score.fraud().caught()))
                .put("worstKind", worst)
                .put(
                        "worstRecall",
                        rounded(score.kinds()
                                .getOrDefault(worst, GuardScore.Kind.NONE)
                                .caught()))
                .put("honestPeopleHitShare", rounded(score.peopleHitShare()));
    }

    private static ObjectNode kind(GuardScore.Kind kind) {
        return JSON.createObjectNode()
                .put("accounts", kind.accounts())
                .put("accountDays", kind.days())
                .put("events", kind.events())
                .put("suspectAtOnce", rounded(kind.caughtAtOnce()))
                .put("suspect", rounded(kind.caught()))
                .put("pointsADayUnguarded", rounded(kind.aDay(kind.unguarded())))
                .put("pointsADayAtOnce", rounded(kind.aDay(kind.pointsAtOnce())))
                .put("pointsADay", rounded(kind.aDay(kind.pointsReviewed())));
    }

    String text() {
        GuardScore all = all();
        StringBuilder text = new StringBuilder();
        line(text, "%-22s %8s %9s   %-15s   %s", "", "", "", "suspect", "points a fake account-day");
        line(
                text,
                "%-22s %8s %9s %8s %8s %10s %8s %8s",
                "kind",
                "accounts",
                "events",
                "at once",
                "in the end",
                "no guard",
                "at once",
                "in the end");
        all.kinds().forEach((label, kind) -> {
            if (!label.equals(GuardScore.HONEST)) {
                row(text, label, kind);
            }
        });
        row(text, "all fraud", all.fraud());
        row(text, GuardScore.HONEST, all.honest());
        line(text, "");
        for (Map.Entry<String, GuardScore.Hits> reason : all.reasons().entrySet()) {
            line(
                    text,
                    "%-32s %9d of fraud %7d of honest people",
                    reason.getKey(),
                    reason.getValue().fraud(),
                    reason.getValue().honest());
        }
        line(text, "");
        line(text, "precision %.4f, at once %.4f", all.precision(), all.precisionAtOnce());
        line(
                text,
                "recall    %.4f, at once %.4f",
                all.fraud().caught(),
                all.fraud().caughtAtOnce());
        line(
                text,
                "worst     %.4f, %s",
                all.kinds().getOrDefault(all.worst(), GuardScore.Kind.NONE).caught(),
                all.worst());
        line(
                text,
                "honest people with a tenth of their events suspect: %d of %d, %.4f",
                all.peopleHit(),
                all.people(),
                all.peopleHitShare());
        line(text, "an honest account's day that earns anything: %.2f points in the median", all.honestMedian());
        line(text, "guard     %,.0f events a second, %d MB", guard.perSecond(), guard.peakMb());
        line(text, "baseline  %,.0f events a second, %d MB: %s", plain.perSecond(), plain.peakMb(), BASELINE);
        line(text, "%s", machine);
        return text.append(command).toString();
    }

    private static void row(StringBuilder text, String label, GuardScore.Kind kind) {
        line(
                text,
                "%-22s %8d %9d %8.3f %8.3f   %10.2f %8.2f %8.2f",
                label,
                kind.accounts(),
                kind.events(),
                kind.caughtAtOnce(),
                kind.caught(),
                kind.aDay(kind.unguarded()),
                kind.aDay(kind.pointsAtOnce()),
                kind.aDay(kind.pointsReviewed()));
    }

    private static void line(StringBuilder text, String format, Object... of) {
        text.append(String.format(Locale.ROOT, format, of)).append('\n');
    }

    private static double rounded(double value) {
        return Math.round(value * TEN_THOUSANDTHS) / TEN_THOUSANDTHS;
    }
}
