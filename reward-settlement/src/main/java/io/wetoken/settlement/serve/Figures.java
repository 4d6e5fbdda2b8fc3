package io.wetoken.settlement.serve;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wetoken.behaviour.Epoch;
import io.wetoken.store.Epochs;
import io.wetoken.store.Epochs.State;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What {@code /metrics} tells; all names begin with {@code wetoken_settlement_}. What is not known yet is NaN. */
final class Figures {
    private static final String PREFIX = "wetoken.settlement.";
    private static final BigInteger MILLI = BigInteger.TEN.pow(15);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private volatile Outcome outcome = new Outcome.Standby("nobody has looked yet");
    private volatile double nextLook = Double.NaN;
    private volatile int failures;
    private volatile int due;
    private volatile double oldestDueEnd = Double.NaN;
    private volatile double lastReconciledEnd = Double.NaN;
    private volatile List<Trouble> troubles = List.of();
    private volatile int pending;
    private volatile Optional<Epochs.Row> last = Optional.empty();

    Figures() {
        gauge("ready", "1 while /ready is 200", () -> isReady() ? 1 : 0);
        gauge("standby", "1 while another process serves this directory", () -> is(Outcome.Standby.class));
        gauge("stopped", "1 when a person must explain a day before anything goes on", () -> is(Outcome.Stopped.class));
        gauge("failures.in.row", "Looks that failed since the last that did not", () -> failures);
        gauge("next.look.timestamp.seconds", "When the days are looked at next", () -> nextLook);
        gauge("due.days", "Days that are over and not reconciled", () -> due);
        gauge("oldest.due.end.timestamp.seconds", "When the oldest of them ended", () -> oldestDueEnd);
        gauge("reconciled.end.timestamp.seconds", "When the newest reconciled day ended", () -> lastReconciledEnd);
        gauge("alerts.pending", "Messages that are still to be delivered", () -> pending);
        gauge("paid.we", "Paid for the newest reconciled day", () -> amount("paid"));
        gauge("deferred.we", "Deferred on the newest reconciled day", () -> amount("deferred"));
        gauge("recipients", "Paid on the newest reconciled day", () -> number("recipients"));
        gauge("events.valid", "Events that counted on the newest reconciled day", () -> number("eventsValid"));
        gauge("events.suspect", "Suspect events of the newest reconciled day", () -> number("eventsSuspect"));
        for (Trouble.Kind kind : Trouble.Kind.values()) {
            gauge(
                    "troubles",
                    "Troubles that last, by type",
                    Tags.of("type", kind.type()),
                    () -> troubles.stream()
                            .filter(trouble -> trouble.kind() == kind)
                            .count());
        }
        for (State state : State.values()) {
            if (state != State.RECONCILED) {
                String name = state.name().toLowerCase(Locale.ROOT);
                gauge(
                        "step.seconds",
                        "How long the newest reconciled day took to leave a state",
                        Tags.of("from", name),
                        () -> number("millis." + name) / 1e3);
            }
        }
        for (String result : List.of("done", "waits", "failed", "stopped", "ended", "standby")) {
            registry.counter(PREFIX + "looks", "result", result);
        }
        for (String result : List.of("delivered", "failed", "given_up")) {
            registry.counter(PREFIX + "alerts", "result", result);
        }
    }

    void looked(Outcome what, int failuresInRow) {
        outcome = what;
        failures = failuresInRow;
        registry.counter(
                        PREFIX + "looks",
                        "result",
                        what.getClass().getSimpleName().toLowerCase(Locale.ROOT))
                .increment();
    }

    void looksAgain(Instant at) {
        nextLook = at.toEpochMilli() / 1e3;
    }

    void saw(List<Epochs.Row> rows, List<Epoch> dueDays, List<Trouble> there, Instant now) {
        last = rows.stream()
                .filter(row -> row.state() == State.RECONCILED)
                .max(Comparator.comparing(Epochs.Row::epoch));
        lastReconciledEnd = last.map(row -> row.epoch().end() / 1e3).orElse(Double.NaN);
        due = dueDays.size();
        oldestDueEnd =
                dueDays.isEmpty() ? now.toEpochMilli() / 1e3 : dueDays.get(0).end() / 1e3;
        troubles = there;
    }

    void alert(String result) {
        registry.counter(PREFIX + "alerts", "result", result).increment();
    }

    void pending(int messages) {
        pending = messages;
    }

    /** It serves, and its last look did not fail. */
    boolean isReady() {
        return outcome instanceof Outcome.Done || outcome instanceof Outcome.Waits;
    }

    Outcome outcome() {
        return outcome;
    }

    /** In Prometheus' text format. */
    String scrape() {
        return registry.scrape();
    }

    private double is(Class<? extends Outcome> kind) {
        return kind.isInstance(outcome) ? 1 : 0;
    }

    private double amount(String detail) {
        return last.map(row -> row.details().get(detail))
                .map(units -> new BigInteger(units).divide(MILLI).doubleValue() / 1e3)
                .orElse(Double.NaN);
    }

    private double number(String detail) {
        return last.map(row -> row.details().get(detail)).map(Double::valueOf).orElse(Double.NaN);
    }

    private void gauge(String name, String says, Supplier<Number> value) {
        gauge(name, says, Tags.empty(), value);
    }

    private void gauge(String name, String says, Tags tags, Supplier<Number> value) {
        Gauge.builder(PREFIX + name, value).description(says).tags(tags).register(registry);
    }

    /** Until the next look, from now; for logs. */
    static String in(Duration wait) {
        return wait.toSeconds() < 120 ? wait.toSeconds() + " s" : wait.toMinutes() + " min";
    }
}
