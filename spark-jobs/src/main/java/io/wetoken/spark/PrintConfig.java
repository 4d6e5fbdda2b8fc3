package io.wetoken.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./we reco config}. Exit status: 0 done, 2 the command line is wrong. */
@Command(
        name = "./we reco config",
        mixinStandardHelpOptions = true,
        description =
                "Prints every key that a run's configuration may have, with its value where nobody says otherwise, and the reason.")
public final class PrintConfig implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco config", new CommandLine(new PrintConfig()));
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.print(RunConfig.referenceText());
        out.flush();
        return CommandLine.ExitCode.OK;
    }
}
