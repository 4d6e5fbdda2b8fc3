package io.wetoken.serving;

import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.behaviour.files.Digests;
import io.wetoken.contracts.merkle.Chunk;
import io.wetoken.contracts.merkle.Chunks;
import io.wetoken.contracts.merkle.MerkleTree;
import io.wetoken.contracts.merkle.Payment;
import io.wetoken.store.Epochs;
import io.wetoken.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A small day as settlement publishes it, planned by settlement's own command in a process of its own. Account N has the address of N. */
record PublishedDay(Epoch epoch, Path directory, Cid dataCid, List<Chunk> chunks, MerkleTree tree) {
    static final int ACCOUNTS = 620;
    private static final int CREATORS = 12;

    private static final String PARAMS = """
            {
              "version": 1, "epoch": "%s", "fund": "1000000000000000000000000", "carry": "0", "adBuyback": "0", "previousElasticityPpm": 1000000,
              "indexWeightsPpm": {"validDailyActiveUsers": 125000, "effectiveReleases": 125000, "effectivePlays": 125000, "validLikes": 125000,
                "validComments": 125000, "averagePlays": 125000, "averageOnlineMinutes": 125000, "peakConcurrentUsers": 125000},
              "betaPpm": 500000, "elasticityMinPpm": 800000, "elasticityMaxPpm": 1200000, "elasticityStepPpm": 50000, "rhoPpm": 500, "rhoMaxPpm": 2000,
              "pricePerPoint": "1000000000000", "activitySharePpm": 600000, "sharedPpm": 300000, "duelStakePpm": 100000, "duelMaxBaseRatio": 4,
              "disseminatorMaxPpm": 200000, "minPayout": "100000000000000000"
            }
            """;

    /** @param home where {@code <dataCid>/…} is put, as in {@code published.dir} */
    static PublishedDay in(Path home, Epoch epoch) throws IOException, InterruptedException {
        Path made = Files.createTempDirectory(home, "made-");
        Path inputs = Files.createDirectories(made.resolve("inputs"));
        writeInputs(inputs, epoch);
        OtherModule.run(
                "reward-settlement",
                "io.wetoken.settlement.EpochCommand",
                home.resolve("plan.log"),
                "plan",
                "--inputs",
                inputs.toString(),
                "--out",
                made.resolve("plan").toString());
        Cid cid = index(made, epoch);
        Path directory = Files.move(made, home.resolve(cid.toString()));
        List<Payment> payments = new ArrayList<>();
        for (String line : Files.readAllLines(directory.resolve("plan/payouts.csv"))) {
            String[] cells = line.split(",", -1);
            if (!cells[0].equals("index")) {
                payments.add(new Payment(cells[1], new BigInteger(cells[2])));
            }
        }
        List<Chunk> chunks = Chunks.cut(payments);
        return new PublishedDay(epoch, directory, cid, chunks, MerkleTree.of(epoch.day(), chunks));
    }

    /** Writes the index that fits the directory's files. */
    static Cid index(Path directory, Epoch epoch) throws IOException {
        Files.deleteIfExists(directory.resolve("index.json"));
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    files.add("{\"path\": \"%s\", \"bytes\": %d, \"sha256\": \"%s\", \"cid\": \"%s\"}"
                            .formatted(
                                    directory.relativize(file),
                                    Files.size(file),
                                    Digests.sha256(in),
                                    ContentIds.ofFile(file)));
                }
            }
        }
        Path index = Files.writeString(
                directory.resolve("index.json"),
                "{\"version\": 1, \"epoch\": \"" + epoch + "\", \"files\": [" + String.join(",\n", files) + "]}\n");
        return Cid.ofBlock(Files.readAllBytes(index));
    }

    /** Planned, with its content id. */
    void putInto(Store store) {
        store.epochs().open(epoch);
        for (Epochs.State state : List.of(Epochs.State.OPEN, Epochs.State.CLOSED)) {
            store.epochs().advance(epoch, state, Map.of());
        }
        store.epochs().advance(epoch, Epochs.State.SCORED, Map.of("dataCid", dataCid.toString()));
    }

    private static void writeInputs(Path inputs, Epoch epoch) throws IOException {
        List<String> indicators = new ArrayList<>(List.of("indicator,today,baseline"));
        for (String name : List.of(
                "validDailyActiveUsers",
                "effectiveReleases",
                "effectivePlays",
                "validLikes",
                "validComments",
                "averagePlays",
                "averageOnlineMinutes",
                "peakConcurrentUsers")) {
            indicators.add(name + ",90,100");
        }
        List<String> activity = new ArrayList<>(List.of("account,points"));
        List<String> affinity = new ArrayList<>(List.of("account,space,points"));
        List<String> spaces = new ArrayList<>(List.of("space,owner,ownerSharePpm"));
        List<String> contribution = new ArrayList<>(List.of("creator,base,promotion,disseminatorSharePpm"));
        for (int n = 0; n < ACCOUNTS; n++) {
            String address = PaidEpoch.address(n).hex();
            long points = n == ACCOUNTS - 1 ? 7 : 1_000_000L * (1 + n % 60);
            activity.add(address + "," + points);
            if (n < CREATORS) {
                spaces.add("space-" + n + "," + address + ",300000");
                contribution.add(address + "," + (100 + n) + "," + 7_000_000L * (n + 1) + ",100000");
            } else {
                affinity.add(address + ",space-" + n % CREATORS + "," + points / 3);
            }
        }
        Files.writeString(inputs.resolve("params.json"), PARAMS.formatted(epoch));
        Files.write(inputs.resolve("indicators.csv"), indicators);
        Files.write(inputs.resolve("activity.csv"), activity);
        Files.write(inputs.resolve("affinity.csv"), affinity);
        Files.write(inputs.resolve("spaces.csv"), spaces);
        Files.write(inputs.resolve("contribution.csv"), contribution);
        Files.write(
                inputs.resolve("referrals.csv"),
                List.of(
                        "creator,disseminator,points",
                        PaidEpoch.address(3).hex() + "," + PaidEpoch.address(40).hex() + ",5000000"));
        Files.write(inputs.resolve("deferred.csv"), List.of("account,amount"));
    }
}
