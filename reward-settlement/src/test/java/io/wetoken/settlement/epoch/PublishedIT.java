package io.wetoken.settlement.epoch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.behaviour.cid.ContentIds;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.audit.Audit;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.store.Epochs.State;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a planned epoch publishes, and how the audit looks at it. */
class PublishedIT extends ChainPutBack {
    private static final Epoch DAY = Epoch.parse("2026-11-20");

    @BeforeAll
    static void start() throws IOException {
        world.prepare(DAY);
    }

    @Test
    void oneIdNamesEveryByte() throws IOException, InterruptedException {
        String dataCid = planned();
        byte[] index = Files.readAllBytes(published().resolve("index.json"));
        assertThat(Cid.ofBlock(index)).hasToString(dataCid);
        assertThat(Cid.parse(dataCid).bytes()).hasSize(Cid.BYTES);
        Map<String, String> sums = new TreeMap<>();
        Map<String, String> cids = new TreeMap<>();
        for (JsonNode file : new ObjectMapper().readTree(index).path("files")) {
            Path path = published().resolve(file.path("path").asText());
            assertThat(file.path("bytes").asLong()).isEqualTo(Files.size(path));
            sums.put(file.path("path").asText(), file.path("sha256").asText());
            cids.put(file.path("path").asText(), file.path("cid").asText());
        }
        assertThat(sums.keySet())
                .containsExactly(
                        "code.json",
                        "day.json",
                        "exclusions.csv",
                        "hours.csv",
                        "indicators.csv",
                        "inputs/activity.csv",
                        "inputs/affinity.csv",
                        "inputs/contribution.csv",
                        "inputs/deferred.csv",
                        "inputs/indicators.csv",
                        "inputs/params.json",
                        "inputs/referrals.csv",
                        "inputs/spaces.csv",
                        "plan/breakdown.csv",
                        "plan/deferred.csv",
                        "plan/fund.json",
                        "plan/payouts.csv");
        for (Map.Entry<String, String> file : sums.entrySet()) {
            Path path = published().resolve(file.getKey());
            assertThat(FileDigests.of(path)).isEqualTo(file.getValue());
            assertThat(ContentIds.ofFile(path)).isEqualTo(cids.get(file.getKey()));
        }
        assertThat(files(published())).hasSize(sums.size() + 1);
    }

    @Test
    void itLiesUnderItsIdWhereAWebServerFindsIt() throws IOException, InterruptedException {
        String dataCid = planned();
        Path shared = world.home.resolve("epochs/published").resolve(dataCid);
        assertThat(files(shared)).isEqualTo(files(published()));
        for (String file : files(shared)) {
            assertThat(shared.resolve(file)).hasSameBinaryContentAs(published().resolve(file));
        }
    }

    @Test
    void theSameEpochHasTheSameId() throws IOException, InterruptedException {
        String first = planned();
        store.close();
        store = Stores.memory();
        OutputDirectory.delete(world.home.resolve("epochs"));
        assertThat(planned()).isEqualTo(first);
    }

    /** Ids stand between commas, quotes and blanks, plain or URL-encoded. */
    @Test
    void noAccountAndNoPersonIsPublished() throws IOException, InterruptedException {
        planned();
        Set<String> secret = new HashSet<>();
        for (String line : Files.readAllLines(world.home.resolve("epochs/" + DAY + "/statistics/accounts.csv"))) {
            for (String id : line.split(",", -1)) {
                secret.add(id);
                secret.add(URLDecoder.decode(id, StandardCharsets.UTF_8));
            }
        }
        secret.remove("account");
        assertThat(secret).contains("user 7", "user+7").hasSizeGreaterThan(2 * TestWorld.USERS);
        assertThat(words(world.home.resolve("epochs/" + DAY + "/addresses.csv")))
                .containsAnyElementsOf(secret);
        for (String file : files(published())) {
            assertThat(words(published().resolve(file))).as(file).doesNotContainAnyElementsOf(secret);
        }
    }

    @Test
    void theAuditMakesItAgainAndNamesWhatWasChanged() throws IOException, InterruptedException {
        world.run(store, Probe.NONE).run(DAY, State.RECONCILED, false);
        assertThat(differences()).isEmpty();

        Path hours = published().resolve("hours.csv");
        String original = Files.readString(hours);
        Files.writeString(hours, original.replace("0,3,0000", "0,3,0001"));
        assertThat(differences())
                .singleElement()
                .asString()
                .startsWith("published: ")
                .contains("hours.csv:2: then '0,3,0001");
        Files.writeString(hours, original);

        String dataCid = store.epochs().find(DAY).orElseThrow().details().get("dataCid");
        Path shared = world.home.resolve("epochs/published").resolve(dataCid).resolve("plan/payouts.csv");
        Files.delete(shared);
        assertThat(differences())
                .singleElement()
                .asString()
                .contains("payouts.csv is not in " + shared.getParent().getParent());
    }

    private List<String> differences() throws IOException, InterruptedException {
        return new Audit(world.config(), store, world.anvil.url(), line -> {})
                .of(DAY).stream()
                        .filter(check -> check.difference().isPresent())
                        .map(check -> check.name() + " " + check.difference().get())
                        .toList();
    }

    private String planned() throws IOException, InterruptedException {
        return Optional.ofNullable(world.run(store, Probe.NONE)
                        .run(DAY, State.PLANNED, false)
                        .row()
                        .details()
                        .get("dataCid"))
                .orElseThrow();
    }

    private static Path published() {
        return world.home.resolve("epochs/" + DAY + "/published");
    }

    private static Set<String> words(Path file) throws IOException {
        return new HashSet<>(List.of(Files.readString(file).split("[,\"\\n]+")));
    }

    private static List<String> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
