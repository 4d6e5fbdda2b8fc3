package io.wetoken.media.child;

import java.util.List;

/**
 * How a child process ended.
 *
 * @param status its exit status; 128 and a signal's number where one ended it
 * @param overTime whether we ended it, for the time it took
 * @param overSize whether we ended it, for what it wrote
 * @param cpuSeconds its processor time
 */
public record Ended(
        int status, String out, List<String> errors, boolean overTime, boolean overSize, double cpuSeconds) {
    private static final int SIGNAL = 128;
    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;
    private static final int SIGXFSZ = 25;

    public Ended {
        errors = List.copyOf(errors);
    }

    /** Whether a limit ended it, ours or the system's. */
    public boolean tooCostly(Allowance allowance) {
        boolean cpu = (status == SIGNAL + SIGKILL || status == SIGNAL + SIGXCPU)
                && cpuSeconds >= allowance.cpuSeconds() * 0.95;
        return overTime
                || overSize
                || cpu
                || status == SIGNAL + SIGXFSZ
                || errors.stream().anyMatch(line -> line.contains("Cannot allocate memory"));
    }

    /** Whether somebody else ended it: the machine is out of memory, or an operator stops us. Says nothing about the upload. */
    public boolean interrupted(Allowance allowance) {
        return (status == SIGNAL + SIGKILL || status == SIGNAL + 15 || status == SIGNAL + 2) && !tooCostly(allowance);
    }
}
