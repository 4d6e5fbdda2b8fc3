package io.wetoken.flink.erase;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.files.Archive;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.behaviour.files.Erasure;
import io.wetoken.flink.files.ArchiveRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Exit status: 0 nothing names the person any more, 1 failed: run it again, 2 wrong command line or settings. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Calls a person by other names in all closed days of the archive, and has what feeds showed them left out",
            "from now on. The job of './we account erase', which does the rest; safe to repeat at any point."
        })
public final class EraseCommand implements Callable<Integer> {
    private static final String MANIFESTS = "manifests";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            required = true,
            description =
                    "the properties file with archive.dir, secrets.dir and, where sites log what feeds show, kafka.bootstrap")
    private Path config;

    @Option(names = "--date", required = true, description = "the last day to look at")
    private String date;

    @Option(names = "--erasure", required = true, description = "the file that tells whom, and by which names")
    private Path file;

    @Override
    public Integer call() {
        Erasure erasure;
        Settings settings;
        Epoch last;
        String archive;
        Optional<String> kafka;
        try {
            last = Epoch.parse(date);
            erasure = Erasure.read(file);
            settings = Settings.load(config);
            archive = settings.text("archive.dir");
            kafka = settings.optional("kafka.bootstrap");
            settings.check();
        } catch (IllegalArgumentException | IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        try {
            String done = erase(new ArchiveRoot(archive), last, erasure, settings);
            int logs = kafka.isPresent() ? new SiteLogs(kafka.get()).forget(erasure.account()) : 0;
            tell(logs + " logs of sites told");
            spec.commandLine().getOut().println(done);
            return 0;
        } catch (IOException e) {
            spec.commandLine().getErr().println("Cannot erase: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            spec.commandLine().getErr().println("Cannot erase: interrupted");
            return 1;
        }
    }

    private String erase(ArchiveRoot archive, Epoch last, Erasure erasure, Settings settings) throws IOException {
        List<ClosedDay> days = closed(archive, last);
        OwnDevices devices = new OwnDevices(archive, days, this::tell);
        DayErasing erasing = new DayErasing(
                archive,
                erasure,
                new OtherNames(erasure, devices.of(erasure.account().value()), OtherLinks.of(erasure, settings)));
        int files = 0;
        for (ClosedDay day : days) {
            int written = erasing.erase(day.epoch());
            tell(day.epoch() + ": " + written + " files written again");
            files += written;
        }
        return days.size() + " closed days, " + files + " files written again";
    }

    private void tell(String line) {
        spec.commandLine().getErr().println(line);
        spec.commandLine().getErr().flush();
    }

    private static List<ClosedDay> closed(ArchiveRoot archive, Epoch last) throws IOException {
        List<ClosedDay> days = new ArrayList<>();
        Archive manifests = new Archive(archive);
        for (String path : archive.named(MANIFESTS, ".json")) {
            String name = path.substring(MANIFESTS.length() + 1, path.length() - ".json".length());
            if (name.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}") && Epoch.parse(name).compareTo(last) <= 0) {
                days.add(manifests.day(Epoch.parse(name)).orElseThrow());
            }
        }
        return days;
    }
}
