package io.wetoken.serving;

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
import java.util.Optional;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The real application on a free port, over a store and a chain of the test's choice. */
final class TestSite implements AutoCloseable {
    static final int MAX_SUBSCRIBERS = 4;

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
        SiteSettings settings = new SiteSettings(
                bind, 0, "unused:1", "http://unused:1", publicChainUrl, Path.of("unused"), openLookup, MAX_SUBSCRIBERS);
        context = Site.start(settings, contracts, store, chain);
        url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
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
