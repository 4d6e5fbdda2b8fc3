package io.wetoken.mapreduce;

import io.wetoken.behaviour.Epoch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What people prefer and how works are taken. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco analyse",
        mixinStandardHelpOptions = true,
        description = {
            "Computes with Hadoop MapReduce, over the closed days of four weeks up to a day, what each account gives its time to",
            "(creators, contents, hours) and how each content is taken (completion, how far plays come, share of viewers who liked",
            "it with its bounds). The site shows the newest."
        })
public final class Analysis implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: archive.dir, analysis.dir.")
    private Path config;

    @Option(names = "--date", required = true, paramLabel = "D", description = "The last day, such as 2026-11-21.")
    private String date;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description =
                    "A Hadoop property, such as mapreduce.framework.name=yarn; what is on the class path counts as well.")
    private Map<String, String> hadoop = Map.of();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Statistics.toldBy("reco analyse", new CommandLine(new Analysis()));
    }

    @Override
    public Integer call() throws IOException {
        Epoch epoch = Epoch.parse(date);
        AnalysisConfig settings = AnalysisConfig.from(Statistics.load(config));
        Configuration conf = new Configuration();
        hadoop.forEach(conf::set);
        new AnalysisDay(settings, conf, spec.commandLine().getErr()).run(epoch);
        return CommandLine.ExitCode.OK;
    }
}
