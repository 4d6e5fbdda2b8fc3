package io.wetoken.settlement.bench.faults;

import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.bench.PreparedDays;
import io.wetoken.settlement.chain.Commitment;
import io.wetoken.settlement.chain.RewardChain;
import io.wetoken.settlement.epoch.Payouts;
import io.wetoken.settlement.epoch.SettlementConfig;
import io.wetoken.store.Outbox;
import io.wetoken.store.Store;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;

/** A chain, a store, a collector's door and prepared days; runs operators over them and lets faults befall them. */
final class World implements AutoCloseable {
    private static final int CREATORS = 20;
    private static final int LEASE_SECONDS = 3;
    /** A disk of so many blocks of 512 bytes a file is full at some point of nearly every step. */
    private static final int FULL_DISK_BLOCKS = 64;

    private static final int RUNS_OF_AN_EPOCH = 400;

    private final Path home;
    private final Path settings;
    private final Store store;
    private final Chain chain;
    private final HttpServer collector;
    private final PreparedDays days;
    private int runs;

    World(Path home, String zookeeper, Store store, int users) throws IOException, InterruptedException {
        this.home = home;
        this.store = store;
        this.days = new PreparedDays(home, users, CREATORS);
        this.settings = home.resolve("we.properties");
        this.chain = new Chain(home.resolve("chain"));
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        Map<String, String> values = new TreeMap<>(days.settings());
        values.put("hbase.zookeeper", zookeeper);
        values.put("chain.url", chain.node().url());
        values.put("chain.contracts", home.resolve("contracts.json").toString());
        values.put("secrets.dir", home.resolve("secrets").toString());
        values.put("collectors", "http://127.0.0.1:" + collector.getAddress().getPort());
        values.put("approval", "auto");
        values.put("chain.finalityDepth", Integer.toString(Chain.DEPTH));
        values.put("chain.leaseSeconds", Integer.toString(LEASE_SECONDS));
        values.put("chain.bumpSeconds", "2");
        values.put("chain.minedSeconds", "20");
        // Blocks come faster than once a second, and each is a second later than the one before.
        values.put("clock.maxSkewSeconds", "1000000");
        StringBuilder text = new StringBuilder();
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(settings, text);
        CommandLine deploy = new CommandLine(new Deploy()).setOut(new PrintWriter(Writer.nullWriter()));
        if (deploy.execute("--config", settings.toString()) != 0) {
            throw new IOException("The contracts could not be deployed");
        }
        chain.begin();
    }

    int runs() {
        return runs;
    }

    /**
     * Runs operators until the epoch is reconciled.
     *
     * @param faults by their points
     * @return those that found no point any more
     */
    List<Fault> pay(Epoch epoch, List<Fault> faults, Random random) throws IOException, InterruptedException {
        days.prepare(
                epoch,
                deployment()
                        .accountAddresses(Secrets.in(home.resolve("secrets")).accountSalt()));
        Deque<Fault> ahead = new ArrayDeque<>(faults);
        String last = "";
        for (int run = 0; run < RUNS_OF_AN_EPOCH; run++) {
            last = run(epoch, ahead, random);
            if (last.startsWith("END RECONCILED") && last.trim().equals("END RECONCILED")) {
                return List.copyOf(ahead);
            }
            if (last.startsWith("FAILED STOP")) {
                break;
            }
            if (!last.isEmpty()) {
                TimeUnit.MILLISECONDS.sleep(Chain.BLOCK_MILLIS);
            }
        }
        throw new IOException("Epoch " + epoch + " is not reconciled; the last run said: " + last);
    }

    /** @return what the operator said last; nothing when it was killed */
    private String run(Epoch epoch, Deque<Fault> ahead, Random random) throws IOException, InterruptedException {
        runs++;
        boolean fullDisk = !ahead.isEmpty() && ahead.peek().kind() == Fault.Kind.DISK_FULL;
        Optional<Integer> blocks = fullDisk ? Optional.of(random.nextInt(FULL_DISK_BLOCKS)) : Optional.empty();
        try (Operator operator = new Operator(settings, epoch, blocks);
                Second second = new Second(settings, epoch)) {
            int at = 0;
            for (Optional<String> said = operator.next(); said.isPresent(); said = operator.next()) {
                if (!said.get().startsWith("AT ")) {
                    if (fullDisk && said.get().startsWith("FAILED")) {
                        ahead.poll();
                    }
                    return said.get();
                }
                at = Math.max(at, Probe.POINTS.indexOf(said.get().substring("AT ".length())));
                while (!ahead.isEmpty()
                        && ahead.peek().point() <= at
                        && ahead.peek().kind() != Fault.Kind.DISK_FULL) {
                    if (!befalls(ahead.poll().kind(), operator, second, random)) {
                        return "";
                    }
                }
                operator.goOn();
            }
            if (fullDisk) {
                ahead.poll();
            }
            return "";
        }
    }

    /** @return false when the operator is gone */
    private boolean befalls(Fault.Kind kind, Operator operator, Second second, Random random)
            throws IOException, InterruptedException {
        switch (kind) {
            case KILL_AT -> {
                operator.kill();
                return false;
            }
            case KILL_AFTER -> {
                operator.goOn();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(333));
                operator.kill();
                return false;
            }
            case CUT, LOSE_TRANSACTION, LOSE_ANSWER, DUPLICATE, REORDER, DELAY ->
                chain.node().ail(kind, 1 + random.nextInt(4), 100 + random.nextInt(900));
            case REORG -> chain.reorg(random);
            case NODE_RESTART -> chain.restart();
            case LEASE_TAKEN -> takeLease();
            case FROZEN -> operator.freeze(TimeUnit.SECONDS.toMillis(LEASE_SECONDS + 1L));
            case SECOND_OPERATOR -> second.start();
            default -> throw new IllegalArgumentException(kind + " does not befall a running operator");
        }
        return true;
    }

    /** As a run on another host would, once it believes that this one is gone; it ends soon after. */
    private void takeLease() throws IOException {
        Outbox.Writer key = new Outbox.Writer(
                deployment().chainId(),
                Secrets.in(home.resolve("secrets")).key("settler").getAddress());
        Instant now = Instant.now();
        store.outbox()
                .take(
                        key,
                        "elsewhere/1/1",
                        store.outbox().lease(key).map(Outbox.Lease::holder),
                        now,
                        now.plusMillis(500));
    }

    /** Holds every balance against the plans. */
    Account account(List<Epoch> epochs) throws IOException {
        Map<String, BigInteger> owed = new HashMap<>();
        long payments = 0;
        long made = 0;
        try (RewardChain reader = SettlementConfig.from(settings, Settings.load(settings))
                .chain(chain.node().url())) {
            for (Epoch epoch : epochs) {
                Commitment.Payouts payouts = Payouts.read(epoch, home.resolve("epochs/" + epoch + "/plan"));
                Map<Integer, String> transactions = reader.chunkTransactions(epoch.day());
                for (Chunk chunk : payouts.chunks()) {
                    for (Payment payment : chunk.payments()) {
                        owed.merge(payment.recipient(), payment.amount(), BigInteger::add);
                        payments++;
                    }
                    String hash = transactions.get(chunk.index());
                    made += hash == null
                            ? 0
                            : reader.transfers(hash, epoch.day(), chunk.index()).size();
                }
            }
            long doubled = 0;
            long lost = 0;
            BigInteger unitsPaid = BigInteger.ZERO;
            for (Map.Entry<String, BigInteger> entry : owed.entrySet()) {
                BigInteger balance = reader.balance(entry.getKey());
                unitsPaid = unitsPaid.add(balance);
                doubled += balance.compareTo(entry.getValue()) > 0 ? 1 : 0;
                lost += balance.compareTo(entry.getValue()) < 0 ? 1 : 0;
            }
            BigInteger unitsOwed = owed.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
            return new Account(payments, made, doubled, lost, unitsOwed, unitsPaid);
        }
    }

    private Deployment deployment() throws IOException {
        return Deployment.read(home.resolve("contracts.json"));
    }

    @Override
    public void close() {
        collector.stop(0);
        chain.close();
    }

    /** The operator that somebody starts beside the first; it is told to go on at every point. */
    private static final class Second implements AutoCloseable {
        private final Path settings;
        private final Epoch epoch;
        private final List<Operator> started = new ArrayList<>();

        Second(Path settings, Epoch epoch) {
            this.settings = settings;
            this.epoch = epoch;
        }

        void start() throws IOException {
            Operator operator = new Operator(settings, epoch, Optional.empty());
            started.add(operator);
            Thread driver = new Thread(
                    () -> {
                        try {
                            while (operator.next()
                                    .filter(said -> said.startsWith("AT "))
                                    .isPresent()) {
                                operator.goOn();
                            }
                        } catch (IOException e) {
                            // It was ended with the first.
                        }
                    },
                    "second operator");
            driver.setDaemon(true);
            driver.start();
        }

        @Override
        public void close() {
            started.forEach(Operator::close);
        }
    }
}
