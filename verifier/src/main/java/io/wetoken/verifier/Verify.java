package io.wetoken.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code ./we verify}, or {@code java -jar verifier.jar} with {@code lib/} beside it: checks a publication. */
public final class Verify {
    private static final int DIFFERS = 1;
    private static final int WRONG_INPUT = 2;

    private Verify() {}

    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** @return the exit status */
    static int run(String[] args, PrintStream out, PrintStream err) {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            out.print(Options.USAGE);
            return 0;
        }
        Options options;
        try {
            options = Options.of(args);
        } catch (IllegalArgumentException e) {
            err.println("verify: " + e.getMessage());
            err.print(Options.USAGE);
            return WRONG_INPUT;
        }
        try {
            Report report = new Verification(options).run();
            out.println(options.json() ? report.json() : report.text());
            return report.agrees() ? 0 : DIFFERS;
        } catch (Refused e) {
            err.println("verify: " + e.getMessage());
            return WRONG_INPUT;
        } catch (IOException e) {
            err.println("verify: " + e.getMessage());
            return DIFFERS;
        }
    }
}
