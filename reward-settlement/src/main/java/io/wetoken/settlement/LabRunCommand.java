package io.wetoken.settlement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.settlement.lab.Experiment;
import io.wetoken.settlement.lab.Experiments;
import io.wetoken.settlement.lab.GuardFigures;
import io.wetoken.settlement.lab.Lab;
import io.wetoken.settlement.lab.Report;
import io.wetoken.settlement.lab.report.Page;
import io.wetoken.settlement.lab.report.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code lab run}: runs experiments; the same seed gives the same output. */
@Command(
        name = "run",
        description = "Runs experiments and shows what they found; the same seed gives the same figures.",
        mixinStandardHelpOptions = true)
final class LabRunCommand implements Callable<Integer> {
    private static final String PAGE = "lab.html";
    private static final String DATA = "lab.json";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "an experiment; all when none is named")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "of all chance; ${DEFAULT-VALUE} unless said")
    private long seed;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "write " + PAGE + ", a page with plots, and " + DATA + " there")
    private Path out;

    @Option(
            names = "--guard",
            paramLabel = "FILE",
            description = "what ./we bench guard --json printed; otherwise the figures that the operators' guide shows")
    private Path guard;

    @Option(names = "--json", description = "print one JSON object")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<Experiment> chosen = chosen();
        if (out != null && Files.exists(out) && !Files.isDirectory(out)) {
            throw new InputException("--out " + out + " is not a directory");
        }
        PrintWriter print = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        Lab lab = new Lab(seed, figures(), what -> {
            progress.println(what);
            progress.flush();
        });
        List<Report> reports = new ArrayList<>();
        for (Experiment experiment : chosen) {
            Report report = experiment.run(lab);
            reports.add(report);
            if (!json) {
                print.println(Text.of(report, Tables::table));
                print.flush();
            }
        }
        if (json) {
            print.println(Text.json(reports, seed));
        }
        if (out != null) {
            Files.createDirectories(out);
            Files.writeString(out.resolve(PAGE), Page.of(reports, command()));
            Files.writeString(out.resolve(DATA), Text.json(reports, seed) + "\n");
            (json ? progress : print).println("Written to " + out.resolve(PAGE) + " and " + out.resolve(DATA));
        }
        return CommandLine.ExitCode.OK;
    }

    private List<Experiment> chosen() throws InputException {
        if (names.isEmpty()) {
            return Experiments.ALL;
        }
        Set<Experiment> chosen = new LinkedHashSet<>();
        try {
            names.forEach(name -> chosen.add(Experiments.named(name)));
        } catch (IllegalArgumentException e) {
            throw new InputException(e.getMessage());
        }
        return List.copyOf(chosen);
    }

    private GuardFigures figures() throws IOException {
        if (guard == null) {
            return GuardFigures.reference();
        }
        if (!Files.isRegularFile(guard)) {
            throw new InputException("--guard " + guard + " is not a file");
        }
        try {
            return GuardFigures.of(new ObjectMapper().readTree(guard.toFile()));
        } catch (JsonProcessingException e) {
            throw new InputException("--guard " + guard + " is not JSON: " + e.getOriginalMessage());
        } catch (IllegalArgumentException e) {
            throw new InputException("--guard " + guard + ": " + e.getMessage());
        }
    }

    private String command() {
        return "./we lab run" + (names.isEmpty() ? "" : " " + String.join(" ", names)) + " --seed " + seed
                + (guard == null ? "" : " --guard " + guard.getFileName()) + " --out DIR";
    }
}
