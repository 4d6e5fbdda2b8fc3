package io.wetoken.serving;

import io.wetoken.behaviour.Settings;
import io.wetoken.contracts.Deployment;
import io.wetoken.serving.chain.Chain;
import io.wetoken.store.Store;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real application on a free port, over a store and a chain of the test's choice. */
final class TestSite implements AutoCloseable {
    static final int MAX_SUBSCRIBERS = 4;
    /** Where nobody asks the chain. */
    static final Deployment CONTRACTS = new Deployment(
            31337,
            "0x" + "1".repeat(40),
            "0x" + "2".repeat(40),
            "0x" + "3".repeat(40),
            "0x" + "4".repeat(40),
            "0x" + "5".repeat(40),
            "0x" + "6".repeat(40),
            "0x" + "7".repeat(40),
            "0x" + "8".repeat(40),
            "0x" + "9".repeat(40),
            "0x" + "a".repeat(40),
            "0x" + "b".repeat(40),
            Map.of(),
            1);

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final String url;

    /** @param publicChainUrl the node that browsers ask */
    TestSite(Store store, Chain chain, Deployment contracts, Optional<String> publicChainUrl) {
        this(store, chain, contracts, publicChainUrl, "127.0.0.1", false);
    }

    /** @param bind an address that the loopback address reaches */
    TestSite(
            Store store,
            Chain chain,
            Deployment contracts,
            Optional<String> publicChainUrl,
            String bind,
            boolean openLookup) {
        this(store, chain, contracts, publicChainUrl, bind, openLookup, Map.of());
    }

    /** @param more settings that differ from a site without neighbours */
    TestSite(
            Store store,
            Chain chain,
            Deployment contracts,
            Optional<String> publicChainUrl,
            String bind,
            boolean openLookup,
            Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "serving.bind",
                bind,
                "serving.port",
                "0",
                "hbase.zookeeper",
                "unused:1",
                "chain.url",
                "https://unused.invalid:1",
                "chain.contracts",
                "unused",
                "serving.accountLookup",
                openLookup ? "open" : "loopback",
                "serving.live.maxSubscribers",
                Integer.toString(MAX_SUBSCRIBERS),
                "secrets.dir",
                secrets().toString()));
        publicChainUrl.ifPresent(url -> values.put("chain.publicUrl", url));
        values.putAll(more);
        Settings all = Settings.of("test", values);
        context = Site.start(SiteSettings.of(all), all, contracts, store, chain);
        url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** One for all sites of a run, below {@code target}. */
    static Path secrets() {
        return Path.of("target", "test-secrets");
    }

    /** Signs in as anybody, as the site's own machine may. */
    String tokenOf(String account) throws IOException, InterruptedException {
        return send(signIn("{\"account\":\"" + account + "\",\"device\":\"device-of-" + account + "\"}")
                        .build())
                .json()
                .required("token")
                .asString();
    }

    HttpRequest.Builder signIn(String body) {
        return request("/v1/accounts")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    String url() {
        return url;
    }

    record Answer(int status, String type, HttpResponse<String> response) {
        String text() {
            return response.body();
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(response.body());
        }

        String detail() {
            return json().required("detail").asString();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send(request(path).build());
    }

    Answer getAsBrowser(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "text/html,*/*;q=0.8").build());
    }

    Answer send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        String type = response.headers().firstValue("content-type").orElse("");
        return new Answer(response.statusCode(), type, response);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        context.close();
    }
}
