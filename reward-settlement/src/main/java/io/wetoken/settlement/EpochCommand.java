package io.wetoken.settlement;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./we epoch}: the epochs' rewards, from the archive to the chain. */
@Command(
        name = "epoch",
        description = "Closes, scores, plans, commits, pays, reconciles and audits epochs (UTC days).",
        subcommands = {
            RunCommand.class,
            ApproveCommand.class,
            ServeCommand.class,
            BackfillCommand.class,
            ReportCommand.class,
            StatusCommand.class,
            ListCommand.class,
            AuditCommand.class,
            PlanCommand.class,
            LogCommand.class
        },
        mixinStandardHelpOptions = true)
public final class EpochCommand {
    private EpochCommand() {}

    /** Exit status: 0 done (or waiting, said for what), 1 the work failed, 2 the command line or the input is wrong. */
    public static void main(String[] args) {
        // HBase and web3j ask for a logging binding that a command has no use for; what matters is in the messages.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it; also for tests in this JVM. */
    public static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new EpochCommand());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, command));
        return commands;
    }
}
