package io.wetoken.stack.launcher;

import io.wetoken.stack.launcher.bench.BenchCommand;
import io.wetoken.stack.launcher.bench.GuardBenchCommand;
import io.wetoken.stack.launcher.demo.DemoCommand;
import io.wetoken.stack.launcher.setup.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./we} that start, show and stop the embedded stack. */
@Command(
        name = "we",
        mixinStandardHelpOptions = true,
        description = "Runs WeToken on embedded servers on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            GuardBenchCommand.class
        })
public final class We {
    private We() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new We()).setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof StackException known) {
                command.getErr().println(known.getMessage());
                return known.status();
            }
            throw failure;
        });
    }
}
