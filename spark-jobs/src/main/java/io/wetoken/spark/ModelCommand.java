package io.wetoken.spark;

import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./we model}: which model the site makes feeds with. Exit status: 0 done, 1 refused or failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we model",
        mixinStandardHelpOptions = true,
        description = "Which model the site makes feeds with. It looks once a second: a change needs no restart.")
public final class ModelCommand {
    private ModelCommand() {}

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
        CommandLine commands = new CommandLine(new ModelCommand())
                .addSubcommand(new ModelList())
                .addSubcommand(new ModelPromote(clock, user))
                .addSubcommand(new ModelRollback(clock, user));
        return Failures.toldBy("model", commands);
    }
}
