package io.wetoken.flink;

import io.wetoken.flink.judge.JudgeCommand;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import picocli.CommandLine;

/** {@code ./we guard judge}. */
public final class GuardJudge {
    private GuardJudge() {}

    public static void main(String[] args) {
        // What is wrong with a file is said in one line; the engine would add its stack traces.
        Configurator.setRootLevel(Level.OFF);
        System.exit(new CommandLine(new JudgeCommand(System.out, System.err)).execute(args));
    }
}
