package io.wetoken.serving;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.cid.Cid;
import io.wetoken.serving.chain.Web3jChain;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person checks a whole day in Chromium: from the published files to the root and the paid bits on a real chain. */
final class CheckDayIT {
    private static final Epoch DAY = Epoch.parse("2025-06-01");

    private static Store store;
    private static DevChain chain;
    private static Web3jChain reader;
    private static TestSite site;
    private static Chromium chromium;
    private static PublishedDay published;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @TempDir
    private Path elsewhere;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        published = PublishedDay.in(Files.createDirectories(directory.resolve("published")), DAY);
        chain = new DevChain(directory);
        chain.pay(DAY, published.chunks(), published.tree(), published.dataCid(), 1);
        store = Stores.memory();
        published.putInto(store);
        reader = new Web3jChain(chain.url(), new Address(chain.deployment().token()));
        site = new TestSite(
                store,
                reader,
                chain.deployment(),
                Optional.of(chain.url()),
                "127.0.0.1",
                false,
                Map.of("published.dir", published.directory().getParent().toString()));
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {chromium, site, reader, chain, store}) {
            part.close();
        }
    }

    @BeforeEach
    void open() {
        context = chromium.browser().newContext(new Browser.NewContextOptions().setViewportSize(1200, 1000));
        page = context.newPage();
        page.onPageError(complaints::add);
    }

    @AfterEach
    void nothingWentWrongInTheBrowser() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aDayAgreesFromItsFilesToTheChain() {
        page.navigate(site.url() + "/verify?day=" + DAY + "&account=" + PaidEpoch.address(7));

        assertThat(verdict()).containsText("Everything agrees: " + DAY + ", content id " + published.dataCid());
        assertThat(checks().filter(new Locator.FilterOptions().setHasText("✓"))).hasCount(12);
        assertThat(checks()).hasCount(12);
        assertThat(page.locator("#payout")).containsText("yes, says the chain");
        assertThat(page.locator("#payout")).containsText("in chunk 0");
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of("target/screenshots/check-day.png"))
                .setFullPage(true));

        page.locator("#account")
                .fill(PaidEpoch.address(PublishedDay.ACCOUNTS - 2).hex());
        page.locator("#check button").click();
        assertThat(page.locator("#payout")).containsText("not yet, says the chain");
    }

    @Test
    void aPhoneShowsItWithoutScrollingSideways() {
        page.setViewportSize(390, 844);
        page.navigate(site.url() + "/verify?cid=" + published.dataCid());
        assertThat(verdict()).containsText("Everything agrees");
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void anAmountThatTheServerChangesIsNamed() {
        page.route(
                "**/plan/payouts.csv",
                route -> route.fulfill(new com.microsoft.playwright.Route.FulfillOptions()
                        .setBody(route.fetch().text().replaceFirst("(\n4,0x[0-9a-f]*,)[0-9]", "$19"))));
        page.navigate(site.url() + "/verify?day=" + DAY);

        assertThat(verdict()).containsText("Does not agree");
        assertThat(failed().first()).containsText("plan/payouts.csv has the SHA-256");
    }

    /** A publisher who makes the index fit: the content id is not the chain's, and the rule gives another row. */
    @Test
    void filesFromAnotherPlaceThatWereMadeToFitAreCaught() throws IOException {
        Cid forged = forge();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = Files.readAllBytes(
                    elsewhere.resolve(exchange.getRequestURI().getPath().substring(1)));
            exchange.getResponseHeaders().add("Access-Control-Allow-Origin", "*");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            page.navigate(site.url() + "/verify");
            page.locator("summary").click();
            page.locator("#from").fill("http://127.0.0.1:" + server.getAddress().getPort());
            page.locator("#check button").click();

            assertThat(verdict()).containsText("Does not agree: 2 of the checks failed");
            assertThat(failed().first()).containsText("plan/payouts.csv:6: published '4,0x");
            assertThat(failed().last()).containsText("it holds " + published.dataCid() + ", not " + forged);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void filesFromTheReadersDiskNeedNoServer() {
        page.navigate(site.url() + "/verify");
        page.route("**/v1/**", route -> route.abort());
        page.locator("summary").click();
        page.locator("#files").setInputFiles(published.directory());
        page.locator("#check button").click();
        assertThat(verdict()).containsText("Everything agrees");

        page.locator("#node").fill("");
        page.locator("#check button").click();
        assertThat(verdict()).containsText("What could be checked agrees");
        assertThat(checks().last()).containsText("no node was named");
    }

    @Test
    void whatIsPublishedIsServedForEverAndNothingElseIs() throws IOException, InterruptedException {
        String base = "/v1/published/" + published.dataCid();
        TestSite.Answer index = site.get(base + "/index.json");
        assertThat(index.status()).isEqualTo(200);
        assertThat(index.response().headers().firstValue("Cache-Control").orElseThrow())
                .contains("immutable");
        assertThat(index.response().headers().firstValue("ETag")).contains("\"" + published.dataCid() + "\"");
        assertThat(index.response().headers().firstValue("Access-Control-Allow-Origin"))
                .contains("*");
        assertThat(site.get(base + "/plan/payouts.csv").text())
                .isEqualTo(Files.readString(published.directory().resolve("plan/payouts.csv")));
        for (String path : List.of(
                base + "/plan/other.csv",
                base + "/%2e%2e/plan.log",
                base + "/inputs",
                "/v1/published/" + "b".repeat(59) + "/index.json",
                "/v1/published/.%2e/index.json")) {
            assertThat(site.get(path).status()).as(path).isIn(400, 404);
        }
        assertThat(site.get("/v1/epochs/" + DAY).json().required("dataCid").asString())
                .isEqualTo(published.dataCid().toString());
    }

    private Cid forge() throws IOException {
        try (Stream<Path> files = Files.walk(published.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to =
                        elsewhere.resolve(published.directory().relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path payouts = elsewhere.resolve("plan/payouts.csv");
        Files.writeString(payouts, Files.readString(payouts).replaceFirst("(\n4,0x[0-9a-f]*,)", "$19"));
        return PublishedDay.index(elsewhere, DAY);
    }

    private Locator verdict() {
        return page.locator("#verdict");
    }

    private Locator checks() {
        return page.locator("#checks li");
    }

    private Locator failed() {
        return page.locator("#checks li.bad");
    }
}
