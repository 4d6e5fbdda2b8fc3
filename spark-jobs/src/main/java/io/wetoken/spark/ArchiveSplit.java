package io.wetoken.spark;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.files.ClosedDay;
import io.wetoken.recommender.LearningRules;
import io.wetoken.spark.core.Act;
import io.wetoken.spark.learn.Tastes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import scala.Tuple2;

/** {@code ./we reco split}. Exit status: 0 done, 1 the work failed, 2 the command line or the input is wrong. */
@Command(
        name = "./we reco split",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the archive up to a closed day as split files, to evaluate and tune on: what people took to before the day, and what they took to anew on it.",
            "People are numbered, not named. What acts weigh is not in such files: each counts once."
        },
        footer = {
            "",
            "Leaves in DIR: train.txt.gz, test.txt.gz, items.txt with the content of each number, a line an item, from 0,",
            "and creators.txt with 'creator item item …' a line for ./we reco evaluate --creators. Creators are numbered, not named."
        })
public final class ArchiveSplit implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ArchiveDay day = new ArchiveDay();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the files go.")
    private Path out;

    @Mixin
    private SparkMaster master = new SparkMaster();

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** How {@link #main} runs it, for tests in this JVM. */
    static CommandLine commandLine() {
        return Failures.toldBy("reco split", new CommandLine(new ArchiveSplit()));
    }

    @Override
    public Integer call() throws IOException {
        Epoch epoch = day.epoch();
        LearningRules rules = LearningRules.reference();
        ClosedDays closed = day.closed();
        List<ClosedDay> days = closed.window(epoch, rules.days());
        PrintWriter err = spec.commandLine().getErr();
        err.println("Reading " + days.size() + " closed days");
        try (Scratch scratch = Scratch.create();
                SparkSession session = master.start("split", scratch)) {
            JavaRDD<Act> acts = JudgedActs.of(session, closed.source(), days, epoch);
            Tastes tastes = Tastes.of(acts, rules);
            List<Tastes.Parted> people = tastes.parted();
            if (people.stream().allMatch(person -> person.found().length == 0)
                    || people.stream().allMatch(person -> person.before().length == 0)) {
                throw new IllegalArgumentException("There is no split of the " + days.size() + " closed days up to "
                        + epoch + ": nobody took to anything before the last day, or to anything new on it");
            }
            write("train.txt.gz", people, Tastes.Parted::before);
            write("test.txt.gz", people, Tastes.Parted::found);
            String items = tastes.ids().stream().map(ContentId::value).collect(Collectors.joining("\n", "", "\n"));
            WholeFile.write(out.resolve("items.txt"), items.getBytes(StandardCharsets.UTF_8));
            String creators = String.join("", creators(acts, tastes.ids()));
            WholeFile.write(out.resolve("creators.txt"), creators.getBytes(StandardCharsets.UTF_8));
            PrintWriter told = spec.commandLine().getOut();
            told.printf(
                    "%d people and %d items in %s%n",
                    people.size(), tastes.ids().size(), out);
            told.flush();
        }
        return CommandLine.ExitCode.OK;
    }

    /** A line a creator of whom something is among the items; who is whose is the owner that acts name, of several the first by name. */
    private static List<String> creators(JavaRDD<Act> acts, List<ContentId> ids) {
        Map<String, String> owners = acts.filter(
                        act -> !act.content().isEmpty() && !act.owner().isEmpty())
                .mapToPair(act -> new Tuple2<>(act.content(), act.owner()))
                .reduceByKey((one, other) -> one.compareTo(other) <= 0 ? one : other)
                .collectAsMap();
        SortedMap<String, StringBuilder> items = new TreeMap<>();
        for (int item = 0; item < ids.size(); item++) {
            String owner = owners.get(ids.get(item).value());
            if (owner != null) {
                items.computeIfAbsent(owner, any -> new StringBuilder())
                        .append(' ')
                        .append(item);
            }
        }
        List<String> lines = new ArrayList<>();
        items.values().forEach(of -> lines.add(lines.size() + of.toString() + "\n"));
        return lines;
    }

    private void write(String name, List<Tastes.Parted> people, Function<Tastes.Parted, int[]> items)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(bytes)) {
            for (int person = 0; person < people.size(); person++) {
                int[] mine = items.apply(people.get(person));
                if (mine.length > 0) {
                    String line = Arrays.stream(mine)
                            .mapToObj(Integer::toString)
                            .collect(Collectors.joining(" ", person + " ", "\n"));
                    zipped.write(line.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        WholeFile.write(out.resolve(name), bytes.toByteArray());
    }
}
