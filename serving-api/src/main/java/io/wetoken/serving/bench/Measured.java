package io.wetoken.serving.bench;

import io.wetoken.behaviour.bench.Result;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@link Measurement} found.
 *
 * @param warm the first of the warm-up
 * @param warmed full pages of all of it
 * @param cpu the site's processor time of {@code steady}
 * @param fixedSteady of the page that is always the same
 */
record Measured(
        Load.Outcome warm,
        long warmed,
        int rate,
        Load.Outcome steady,
        Duration cpu,
        Load.Outcome fast,
        Load.Outcome fixedSteady,
        Load.Outcome fixedFast) {

    void tell(Result result) {
        Times times = steady.times();
        Times fixed = fixedSteady.times();
        result.figure("pagesPerSecond", steady.pagesPerSecond())
                .figure("p50Millis", times.millis(.5))
                .figure("p99Millis", times.millis(.99))
                .figure("p999Millis", times.millis(.999))
                .figure("maxMillis", times.millis(1))
                .figure("p99MillisSentLate", steady.lateness().millis(.99))
                .figure("offeredPerSecond", rate)
                .figure("pagesPerSecondAtFullSpeed", fast.pagesPerSecond())
                .figure("p99MillisAtFullSpeed", fast.times().millis(.99))
                .figure("cpuMillisPerPage", cpu.toNanos() / 1e6 / Math.max(1, steady.full()))
                .figure("warmUpPages", warmed)
                .figure("pages", steady.full() + fast.full())
                .figure("notFull", warm.others() + steady.others() + fast.others())
                .baseline("what", "the same server writing one fixed page of " + FeedBench.PAGE + " items")
                .baseline("pagesPerSecond", fixedSteady.pagesPerSecond())
                .baseline("p50Millis", fixed.millis(.5))
                .baseline("p99Millis", fixed.millis(.99))
                .baseline("pagesPerSecondAtFullSpeed", fixedFast.pagesPerSecond())
                .baseline("notFull", fixedSteady.others() + fixedFast.others())
                .ratio("p99Millis", times.millis(.99) / fixed.millis(.99))
                .ratio("pagesPerSecondAtFullSpeed", fast.pagesPerSecond() / fixedFast.pagesPerSecond());
    }

    /** Of each load that had any, the first. */
    List<String> problems() {
        return Stream.of(warm, steady, fast, fixedSteady, fixedFast)
                .map(Load.Outcome::firstProblem)
                .filter(problem -> !problem.isEmpty())
                .toList();
    }
}
