package io.wetoken.settlement.epoch;

import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Manifests;
import io.wetoken.behaviour.Settings;
import io.wetoken.behaviour.avro.HourRoot;
import io.wetoken.behaviour.avro.Manifest;
import io.wetoken.behaviour.avro.ManifestFile;
import io.wetoken.behaviour.avro.ManifestFileKind;
import io.wetoken.contracts.AccountAddresses;
import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.bundle.OutputDirectory;
import io.wetoken.settlement.core.VitalityIndicator;
import io.wetoken.stack.testing.AnvilProcess;
import io.wetoken.stack.testing.HBaseProcess;
import io.wetoken.stack.testing.TestServers;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/**
 * A real chain with the contracts and a real HBase; a collector's sealing door; and jobs that copy what a test has prepared, as real processes. Accounts
 * are {@code user 0} … (the blank makes the URL encoding matter).
 */
final class TestWorld implements AutoCloseable {
    static final int USERS = 1_100;
    static final int CREATORS = 20;

    /** As the statistics do: the days that the epoch froze, or else those that are closed now. */
    private static final String FREEZE = """
            if [ -f epochs/$date/statistics/days.csv ]; then
              cp epochs/$date/statistics/days.csv "$out.tmp/days.csv"
            else
              echo day,manifest > "$out.tmp/days.csv"
              for manifest in archive/manifests/*.json; do
                day=$(basename $manifest .json)
                [ "$day" \\> $date ] || echo $day,$(sha256sum < $manifest | cut -c1-64) >> "$out.tmp/days.csv"
              done
            fi""";

    final Path home;
    final AnvilProcess anvil;
    final Optional<HBaseProcess> hbase;
    final Path settings;
    private final HttpServer collector;
    private volatile int sealStatus = 200;
    private volatile String sealBody = "{}";

    /** @param withHBase otherwise there is only memory */
    TestWorld(boolean withHBase) throws IOException {
        home = Files.createTempDirectory("wetoken-settlement-");
        anvil = TestServers.anvil();
        hbase = withHBase ? Optional.of(TestServers.hbase()) : Optional.empty();
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/admin/v1/epochs/", exchange -> {
            byte[] body = sealBody.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(sealStatus, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        collector.start();
        settings = home.resolve("we.properties");
        configure(Map.of());
        int status = new CommandLine(new Deploy()).execute("--config", settings.toString());
        if (status != 0) {
            throw new IOException("Deploy ended with status " + status);
        }
        Files.createDirectories(home.resolve("archive/manifests"));
    }

    void sealAnswers(int status, String body) {
        sealStatus = status;
        sealBody = body;
    }

    /** Writes the settings, some of them other than usual. */
    void configure(Map<String, String> other) throws IOException {
        StringBuilder text = new StringBuilder();
        Map<String, String> values = new java.util.TreeMap<>(Map.of(
                "hbase.zookeeper",
                hbase.map(HBaseProcess::zookeeper).orElse("none"),
                "chain.url",
                anvil.url(),
                "chain.contracts",
                home.resolve("contracts.json").toString(),
                "secrets.dir",
                home.resolve("secrets").toString(),
                "collectors",
                "http://127.0.0.1:" + collector.getAddress().getPort(),
                "archive.dir",
                home.resolve("archive").toString(),
                "epochs.dir",
                home.resolve("epochs").toString(),
                "approval",
                "auto"));
        values.put(
                "job.close",
                script(
                        "close",
                        "cp prepared/$date/manifest.json archive/manifests/$date.json.tmp && mv "
                                + "archive/manifests/$date.json.tmp archive/manifests/$date.json"));
        values.put("job.statistics", script("statistics", copied("statistics", FREEZE)));
        values.put("job.scores", script("scores", copied("scores", "true")));
        values.putAll(other);
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(settings, text);
    }

    /** A shell script with {@code $date}, {@code $out}, {@code $addresses} and {@code $shares} taken from its arguments; returns the command line. */
    String script(String name, String body) throws IOException {
        Path file = home.resolve(name + ".sh");
        Files.writeString(
                file,
                "cd '" + home + "' || exit 1\n"
                        + "while [ $# -gt 0 ]; do case $1 in --date) date=$2;; --out) out=$2;; --addresses) addresses=$2;; --shares) shares=$2;; --check) [ -f review.difference ] || exit 0; cat review.difference; exit 1;; esac; shift 2; done\n"
                        + "echo '" + name + "' $date >> jobs.txt\n" + body + "\n");
        return "sh " + file;
    }

    /** Copies what was prepared, adds something, and renames it. */
    private static String copied(String what, String adds) {
        return "rm -rf \"$out.tmp\" && cp -r prepared/$date/" + what + " \"$out.tmp\" || exit 1\n" + adds
                + "\nmv \"$out.tmp\" \"$out\"";
    }

    SettlementConfig config() throws IOException {
        return SettlementConfig.from(settings, Settings.load(settings));
    }

    Store store() {
        return hbase.map(server -> Stores.hbase(server.zookeeper())).orElseGet(Stores::memory);
    }

    EpochRun run(Store store, Probe probe) throws IOException {
        return new EpochRun(config(), store, InstantSource.system(), probe, line -> {});
    }

    Deployment deployment() throws IOException {
        return Deployment.read(home.resolve("contracts.json"));
    }

    AccountAddresses addresses() throws IOException {
        return deployment().accountAddresses(Secrets.in(home.resolve("secrets")).accountSalt());
    }

    /** Prepares a day: what the jobs will bring. Points are whole minutes; the last ten accounts have so few that they are deferred. */
    void prepare(Epoch epoch) throws IOException {
        Path day = Files.createDirectories(home.resolve("prepared/" + epoch));
        Path judged = Files.createDirectories(home.resolve("archive/judged/epoch=" + epoch))
                .resolve("part-0.parquet");
        Files.writeString(judged, "what was judged on " + epoch);
        Manifest manifest = Manifest.newBuilder()
                .setVersion(Manifests.VERSION)
                .setEpoch(epoch.toString())
                .setRecords(3)
                .setValid(2)
                .setSuspect(1)
                .setDuplicates(0)
                .setOffsets(Map.of("0", 3L))
                .setFiles(List.of(ManifestFile.newBuilder()
                        .setPath("judged/epoch=" + epoch + "/part-0.parquet")
                        .setBytes(Files.size(judged))
                        .setSha256(FileDigests.of(judged))
                        .setRows(3)
                        .setKind(ManifestFileKind.JUDGED)
                        .build()))
                .setHours(List.of(new HourRoot(0, 3L, "00".repeat(32))))
                .build();
        Files.writeString(day.resolve("manifest.json"), Manifests.toJson(manifest));
        Path statistics = Files.createDirectories(day.resolve("statistics"));
        Path scores = Files.createDirectories(day.resolve("scores"));
        AccountAddresses addresses = addresses();
        List<String> accounts = new ArrayList<>(List.of("account,person"));
        List<String> activity = new ArrayList<>(List.of("account,points"));
        List<String> spaces = new ArrayList<>(List.of("space,owner,ownerSharePpm"));
        List<String> affinity = new ArrayList<>(List.of("account,space,points"));
        List<String> contribution = new ArrayList<>(List.of("creator,base,promotion,disseminatorSharePpm"));
        for (int user = 0; user < USERS; user++) {
            String address = addresses.of("user " + user);
            long points = user >= USERS - 10 ? 100 : 1_000_000L * (1 + user % 60);
            accounts.add("user+" + user + ",p" + user);
            activity.add(address + "," + points);
            if (user < CREATORS) {
                spaces.add("space-" + address.substring(2) + "," + address + ",300000");
                contribution.add(address + "," + (1000 + user) + "," + 5_000_000L * (user + 1) + ",0");
            } else {
                affinity.add(address + ",space-"
                        + addresses.of("user " + user % CREATORS).substring(2) + "," + points / 2);
            }
        }
        List<String> indicators = new ArrayList<>(List.of("indicator,today,baseline"));
        for (VitalityIndicator indicator : VitalityIndicator.values()) {
            indicators.add(indicator.key() + ",110,100");
        }
        Files.write(statistics.resolve("accounts.csv"), accounts);
        Files.write(statistics.resolve("raw-indicators.csv"), List.of("indicator,raw,valid", "validLikes,3,2"));
        Files.write(statistics.resolve("exclusions.csv"), List.of("reason,events", "RATE,1"));
        Files.write(scores.resolve("activity.csv"), activity);
        Files.write(scores.resolve("affinity.csv"), affinity);
        Files.write(scores.resolve("spaces.csv"), spaces);
        Files.write(scores.resolve("contribution.csv"), contribution);
        Files.write(scores.resolve("referrals.csv"), List.of("creator,disseminator,points"));
        Files.write(scores.resolve("indicators.csv"), indicators);
    }

    /** @return the result, without its quotes */
    String rpc(String method, String params) throws IOException, InterruptedException {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\",\"params\":[" + params + "]}";
        String answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(anvil.url()))
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        if (answer.contains("error")) {
            throw new IOException(method + ": " + answer);
        }
        return answer.replaceAll(".*\"result\":\"?([^\"}]*)\"?.*", "$1");
    }

    @Override
    public void close() {
        collector.stop(0);
        hbase.ifPresent(HBaseProcess::close);
        anvil.close();
        try {
            OutputDirectory.delete(home);
        } catch (IOException e) {
            System.err.println("Cannot delete " + home + ": " + e);
        }
    }
}
