package io.wetoken.flink;

import io.wetoken.flink.review.GuardCommand;
import java.time.Clock;
import picocli.CommandLine;

/** {@code ./we guard explain|uphold|lift}. */
public final class GuardReview {
    private GuardReview() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new GuardCommand(System.out, System.err, Clock.systemUTC())).execute(args));
    }
}
