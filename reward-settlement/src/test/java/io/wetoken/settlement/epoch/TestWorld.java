package io.wetoken.settlement.epoch;

import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.AccountAddresses;
import io.wetoken.contracts.Deploy;
import io.wetoken.contracts.Deployment;
import io.wetoken.contracts.Secrets;
import io.wetoken.settlement.Probe;
import io.wetoken.settlement.bench.PreparedDays;
import io.wetoken.settlement.bundle.OutputDirectory;
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

    final Path home;
    private final PreparedDays days;
    final AnvilProcess anvil;
    final Optional<HBaseProcess> hbase;
    final Path settings;
    private final HttpServer collector;
    private volatile int sealStatus = 200;
    private volatile String sealBody = "{}";

    /** @param withHBase otherwise there is only memory */
    TestWorld(boolean withHBase) throws IOException {
        home = Files.createTempDirectory("wetoken-settlement-");
        days = new PreparedDays(home, USERS, CREATORS);
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
                "approval",
                "auto"));
        values.putAll(days.settings());
        values.putAll(other);
        values.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(settings, text);
    }

    /** As {@link PreparedDays#script}. */
    String script(String name, String body) throws IOException {
        return days.script(name, body);
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

    /** Prepares a day: what the jobs will bring. */
    void prepare(Epoch epoch) throws IOException {
        days.prepare(epoch, addresses());
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
