package io.wetoken.spark;

import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./we experiment}. Exit status: 0 done, 1 refused or failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we experiment",
        mixinStandardHelpOptions = true,
        description = {
            "Two ways of making pages, held against each other on people by a plan that is written before.",
            "The site looks once a second: a change needs no restart."
        })
public final class ExperimentCommand {
    private ExperimentCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine(InstantSource.system(), System.getProperty("user.name", "somebody"))
                .execute(args));
    }

    /**
     * How {@link #main} runs it, for tests in this JVM.
     *
     * @param user who asks, when the command line does not say
     */
    static CommandLine commandLine(InstantSource clock, String user) {
        CommandLine commands = new CommandLine(new ExperimentCommand())
                .addSubcommand(new ExperimentList())
                .addSubcommand(new ExperimentStart(clock, user))
                .addSubcommand(new ExperimentStop(clock, user))
                .addSubcommand(new ExperimentShow(clock))
                .addSubcommand(new ExperimentDecide(clock, user));
        return Failures.toldBy("experiment", commands);
    }
}
