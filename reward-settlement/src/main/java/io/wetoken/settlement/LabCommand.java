package io.wetoken.settlement;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./we lab}: experiments on the reward rule, offline. */
@Command(
        name = "lab",
        description =
                "Experiments on the reward rule: effort, tricks and their gain, the fund's runway. Needs no server.",
        subcommands = {LabListCommand.class, LabRunCommand.class},
        mixinStandardHelpOptions = true)
public final class LabCommand {
    private LabCommand() {}

    /** Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it; also for tests in this JVM. */
    public static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new LabCommand());
        commands.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, command));
        return commands;
    }
}
