package io.wetoken.settlement.bench.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.bench.Result;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench settlement}: epochs are paid while everything fails; then everybody's balance is held against what was owed. */
@Command(
        name = "settlement",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Pays epochs while operators are killed, frozen, doubled and run out of disk, connections are cut, transactions",
            "are lost, delayed, doubled and reordered, blocks are taken back and the node is killed; at drawn points of the",
            "run. Counts what was owed, paid, paid twice and lost. Exits 1 unless the last two are nothing."
        })
public final class SettlementBench implements Callable<Integer> {
    @Option(names = "--zookeeper", hidden = true, required = true, paramLabel = "HOST:PORT")
    private String zookeeper;

    @Option(
            names = "--faults",
            defaultValue = "500",
            paramLabel = "N",
            description = "1 to 10000; default: ${DEFAULT-VALUE}.")
    private int faults;

    @Option(
            names = "--epochs",
            defaultValue = "20",
            paramLabel = "N",
            description = "1 to 365, more when faults are left; default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(
            names = "--users",
            defaultValue = "1100",
            paramLabel = "N",
            description = "Recipients of an epoch, 50 to 100000; default: ${DEFAULT-VALUE}.")
    private int users;

    @Option(names = "--seed", defaultValue = "1", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.exit(new CommandLine(new SettlementBench()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (faults < 1 || faults > 10_000 || epochs < 1 || epochs > 365 || users < 50 || users > 100_000) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--faults " + faults + ", --epochs " + epochs + " and --users " + users
                            + " are outside of what --help says");
        }
        Random random = new Random(seed);
        Path home = Files.createTempDirectory("settlement-faults-");
        try (Store store = Stores.hbase(zookeeper);
                World world = new World(home, zookeeper, store, users)) {
            LocalDate first = LocalDate.now(Clock.systemUTC()).minusDays(Math.max(2L * epochs, 20));
            say("Paying one epoch without faults");
            double undisturbed = seconds(() -> world.pay(new Epoch(first), List.of(), random));
            Map<Fault.Kind, Integer> befell = new EnumMap<>(Fault.Kind.class);
            List<Fault> left = new ArrayList<>();
            List<Epoch> paid = new ArrayList<>(List.of(new Epoch(first)));
            long start = System.nanoTime();
            for (int done = 0; done < epochs || !left.isEmpty(); done++) {
                Epoch epoch = new Epoch(first.plusDays(1L + done));
                int more = done < epochs ? share(done) : 0;
                List<Fault> drawn = new ArrayList<>(Fault.draw(random, more));
                left.forEach(fault -> drawn.add(new Fault(fault.kind(), Fault.drawPoint(random))));
                drawn.sort(Comparator.comparingInt(Fault::point));
                left = world.pay(epoch, drawn, random);
                for (Fault fault : drawn) {
                    befell.merge(fault.kind(), 1, Integer::sum);
                }
                left.forEach(fault -> befell.merge(fault.kind(), -1, Integer::sum));
                paid.add(epoch);
                say("Epoch " + epoch + " is reconciled; "
                        + befell.values().stream().mapToInt(Integer::intValue).sum() + " of " + faults + " faults, "
                        + Math.round((System.nanoTime() - start) / 1e9) + " s");
            }
            double disturbed = (System.nanoTime() - start) / 1e9 / (paid.size() - 1);
            say("Holding every balance against what was owed");
            Account account = world.account(paid);
            Result result = new Result(
                    "settlement",
                    "./we bench settlement --faults " + faults + " --epochs " + epochs + " --users " + users
                            + " --seed " + seed);
            result.figure(
                            "faults",
                            befell.values().stream().mapToInt(Integer::intValue).sum())
                    .figure(
                            "kills",
                            befell.getOrDefault(Fault.Kind.KILL_AT, 0) + befell.getOrDefault(Fault.Kind.KILL_AFTER, 0));
            befell.forEach((kind, count) -> result.figure(kind.name(), count));
            result.figure("runs", world.runs())
                    .figure("epochsCompleted", paid.size())
                    .figure("paymentsOwed", account.owed())
                    .figure("paymentsMade", account.made())
                    .figure("paymentsDoubled", account.doubled())
                    .figure("paymentsLost", account.lost())
                    .figure("unitsOwed", account.unitsOwed().toString())
                    .figure("unitsPaid", account.unitsPaid().toString())
                    .figure("secondsPerEpoch", disturbed)
                    .baseline("what", "an epoch without faults")
                    .baseline("secondsPerEpoch", undisturbed)
                    .ratio("secondsPerEpoch", disturbed / undisturbed);
            spec.commandLine()
                    .getOut()
                    .println(json ? new ObjectMapper().writeValueAsString(result.map()) : result.text());
            return account.doubled() == 0
                            && account.lost() == 0
                            && account.unitsOwed().equals(account.unitsPaid())
                    ? 0
                    : 1;
        } finally {
            OutputDirectory.delete(home);
        }
    }

    /** The faults of the n-th epoch; together all. */
    private int share(int epoch) {
        return faults * (epoch + 1) / epochs - faults * epoch / epochs;
    }

    /** Something that takes its time. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static double seconds(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(String what) {
        spec.commandLine().getErr().println(what);
        spec.commandLine().getErr().flush();
    }
}
