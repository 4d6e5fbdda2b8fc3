package io.wetoken.settlement;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./we account}: what an operator does about one account. */
@Command(
        name = "account",
        description = "What an operator does about one account.",
        subcommands = EraseCommand.class,
        mixinStandardHelpOptions = true)
public final class AccountCommand {
    private AccountCommand() {}

    /** Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it; also for tests in this JVM. */
    public static CommandLine commandLine() {
        CommandLine commands = new CommandLine(new AccountCommand());
        commands.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, command));
        return commands;
    }
}
