package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.TokenAmount;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.serving.chain.Chain;
import io.wetoken.serving.chain.Web3jChain;
import io.wetoken.store.Metrics;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import io.wetoken.store.Wallets;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** The JSON API, its refusals and the pages' frame, over HTTP. */
final class SiteTest {
    private static final Epoch DAY = Epoch.parse("2026-11-21");
    private static final PaidEpoch PAID = PaidEpoch.of(DAY, 750);
    private static final PaidEpoch COMMITTED = PaidEpoch.of(DAY.plusDays(-50), 3);
    private static final String HERE = "/v1/epochs/2026-11-21";
    private static final FixedChain CHAIN = new FixedChain();

    private static Store store;
    private static TestSite site;

    @BeforeAll
    static void start() {
        store = Stores.memory();
        for (int back = 1; back <= 40; back++) {
            store.epochs().open(DAY.plusDays(-back));
        }
        PAID.putInto(store);
        COMMITTED.commitInto(store);
        store.metrics().put(DAY, Map.of("validLikes", 12L, "eventsValid", 34L));
        store.metrics().putTrending(List.of(new Metrics.Trending(new ContentId("<b>film</b>"), 1_500_000, 99)));
        site = new TestSite(store, CHAIN, TestSite.CONTRACTS, Optional.of("http://127.0.0.1:18545"));
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @AfterEach
    void chainIsBack() {
        CHAIN.away = false;
    }

    @Test
    void liveFiguresAreThoseOfTheNewestDay() throws Exception {
        JsonNode live = ok("/v1/live");

        assertThat(live.required("date").asString()).isEqualTo("2026-11-21");
        assertThat(live.required("figures").required("validLikes").asLong()).isEqualTo(12);
        assertThat(live.required("trending").get(0).required("content").asString())
                .isEqualTo("<b>film</b>");
    }

    @Test
    void epochsAreListedNewestFirstPageByPage() throws Exception {
        JsonNode first = ok("/v1/epochs?limit=40");
        JsonNode second =
                ok("/v1/epochs?limit=40&before=" + first.required("next").asString());

        assertThat(first.required("epochs").size()).isEqualTo(40);
        assertThat(first.required("epochs").get(0).required("date").asString()).isEqualTo("2026-11-21");
        assertThat(second.required("epochs").size()).isEqualTo(2);
        assertThat(second.required("next").isNull()).isTrue();
    }

    @Test
    void aPageOfEpochsHasThirtyUnlessMoreAreAskedFor() throws Exception {
        try (Store years = Stores.memory();
                TestSite other = new TestSite(years, CHAIN, TestSite.CONTRACTS, Optional.empty())) {
            for (int back = 0; back < 450; back++) {
                years.epochs().open(DAY.plusDays(-back));
            }
            JsonNode usual = other.get("/v1/epochs").json();
            JsonNode most = other.get("/v1/epochs?limit=400").json();

            assertThat(usual.required("epochs").size()).isEqualTo(30);
            assertThat(usual.required("next").asString())
                    .isEqualTo(DAY.plusDays(-29).toString());
            assertThat(most.required("epochs").size()).isEqualTo(400);
            JsonNode rest = other.get("/v1/epochs?limit=400&before="
                            + most.required("next").asString())
                    .json();
            assertThat(rest.required("epochs").get(0).required("date").asString())
                    .isEqualTo(DAY.plusDays(-400).toString());
            assertThat(rest.required("epochs").size()).isEqualTo(50);
            assertThat(rest.required("next").isNull()).isTrue();
        }
    }

    @Test
    void anEpochSaysWhatWasDecided() throws Exception {
        JsonNode epoch = ok(HERE);

        assertThat(epoch.required("state").asString()).isEqualTo("RECONCILED");
        assertThat(epoch.required("indexPpm").asLong()).isEqualTo(1_250_000);
        assertThat(epoch.required("pool").asString()).isEqualTo(PAID.total().toString());
        assertThat(epoch.required("root").asString()).isEqualTo(PAID.root());
        assertThat(epoch.required("transactions").required("commitTx").asString())
                .startsWith("0xcc");
        assertThat(epoch.required("epochId").asLong()).isEqualTo(DAY.day());
    }

    @Test
    void anOpenEpochHasNothingDecidedAndNoPayouts() throws Exception {
        assertThat(ok("/v1/epochs/2026-11-20").required("pool").isNull()).isTrue();
        assertThat(ok("/v1/epochs/2026-11-20/payouts").required("payouts").isEmpty())
                .isTrue();
    }

    @Test
    void aCommittedEpochHasNoPayoutsBeforeItPays() throws Exception {
        String there = "/v1/epochs/" + COMMITTED.epoch();

        assertThat(ok(there).required("recipients").asInt()).isEqualTo(3);
        assertThat(ok(there + "/payouts").required("payouts").isEmpty()).isTrue();
        assertThat(refused(404, there + "/proofs/" + PaidEpoch.address(1)))
                .contains("is COMMITTED; its breakdown and proofs are published when it is RECONCILED");
    }

    @Test
    void payoutsArePagedAcrossChunks() throws Exception {
        int seen = 0;
        JsonNode page;
        do {
            page = ok(HERE + "/payouts?limit=100" + (seen == 0 ? "" : "&after=" + (seen - 1)));
            assertThat(page.required("total").asLong()).isEqualTo(750);
            for (JsonNode payout : page.required("payouts")) {
                assertThat(payout.required("index").asInt()).isEqualTo(seen);
                assertThat(payout.required("address").asString())
                        .isEqualTo(PaidEpoch.address(seen).hex());
                assertThat(payout.required("amount").asString())
                        .isEqualTo(PaidEpoch.amount(seen).toString());
                seen++;
            }
        } while (!page.required("next").isNull());
        assertThat(seen).isEqualTo(750);
    }

    @Test
    void anAccountsBreakdownIsFoundByIdAndByAddress() throws Exception {
        JsonNode byId = ok(HERE + "/accounts/user-600");

        assertThat(byId).isEqualTo(ok(HERE + "/accounts/" + PaidEpoch.address(600)));
        assertThat(byId.required("owner").asString()).isEqualTo("2");
        assertThat(byId.required("total").asString())
                .isEqualTo(PaidEpoch.amount(600).toString());
        assertThat(byId.required("status").asString()).isEqualTo("PAID");
        assertThat(byId.toString()).doesNotContain("user-600");
    }

    @Test
    void aDeferredAccountHasNoProof() throws Exception {
        JsonNode entry = ok(HERE + "/accounts/poor");

        assertThat(entry.required("status").asString()).isEqualTo("DEFERRED");
        assertThat(entry.required("proof").isNull()).isTrue();
        assertThat(refused(404, HERE + "/proofs/" + PaidEpoch.POOR)).contains("below the smallest payout");
    }

    @Test
    void aProofLeadsFromTheChunkToTheRoot() throws Exception {
        JsonNode proof = ok(HERE + "/proofs/" + PaidEpoch.address(600));

        assertThat(proof.required("chunk").asInt()).isEqualTo(1);
        assertThat(proof.required("indexInChunk").asInt()).isEqualTo(100);
        assertThat(proof.required("root").asString()).isEqualTo(PAID.root());
        assertThat(proof.required("contract").asString()).isEqualTo(TestSite.CONTRACTS.pool());
        assertThat(proof.required("leaf").asString())
                .isEqualTo(Numeric.toHexString(PAID.chunks().get(1).leaf(DAY.day())));
        assertThat(proof.required("proof").size()).isEqualTo(1);
    }

    @Test
    void aProofIsFoundByAnAddressInCapitals() throws Exception {
        String capitals = "0X" + PaidEpoch.address(3).hex().substring(2).toUpperCase(Locale.ROOT);

        assertThat(ok(HERE + "/proofs/" + capitals).required("index").asInt()).isEqualTo(3);
    }

    @Test
    void aWalletHasTheChainsBalanceAndTheReasons() throws Exception {
        JsonNode wallet = ok("/v1/wallets/user-3");

        assertThat(wallet.required("balance").asString()).isEqualTo("5");
        assertThat(wallet.required("entries").size()).isEqualTo(1);
        assertThat(wallet.toString()).doesNotContain("user-3");
        assertThat(ok("/v1/wallets/0x" + "7".repeat(40)).required("entries").isEmpty())
                .isTrue();
    }

    @Test
    void aWalletShowsWhatItGaveAndGot() throws Exception {
        Wallets.Transfer tip = new Wallets.Transfer(
                Epoch.parse("2026-11-19"),
                "0x" + "ab".repeat(32),
                "TIP",
                PaidEpoch.address(3),
                PaidEpoch.address(4),
                TokenAmount.of("1000"));
        store.wallets().putTransfers(List.of(tip));

        for (int party : new int[] {3, 4}) {
            JsonNode wallet = ok("/v1/wallets/" + PaidEpoch.address(party));
            JsonNode shown = wallet.required("transfers").get(0);
            assertThat(wallet.required("transfers").size()).isOne();
            assertThat(shown.required("tx").asString()).isEqualTo(tip.tx());
            assertThat(shown.required("kind").asString()).isEqualTo("TIP");
            assertThat(shown.required("from").asString())
                    .isEqualTo(PaidEpoch.address(3).toString());
            assertThat(shown.required("to").asString())
                    .isEqualTo(PaidEpoch.address(4).toString());
            assertThat(shown.required("amount").asString()).isEqualTo("1000");
            assertThat(shown.required("date").asString()).isEqualTo("2026-11-19");
        }
        assertThat(ok("/v1/wallets/" + PaidEpoch.address(5))
                        .required("transfers")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void aWalletWithoutTheChainSaysSo() throws Exception {
        CHAIN.away = true;

        JsonNode wallet = ok("/v1/wallets/user-3");
        assertThat(wallet.required("balance").isNull()).isTrue();
        assertThat(wallet.required("balanceProblem").asString()).contains("does not answer");
        assertThat(wallet.required("entries").size()).isEqualTo(1);
        assertThat(ok("/ready").required("chain").asString()).isEqualTo("DOWN");
    }

    @Test
    void theNodesAddressIsToldToNobody() throws Exception {
        String node = "http://127.0.0.1:1/v3/SECRET";
        try (Chain unreachable = new Web3jChain(node, new Address(TestSite.CONTRACTS.token()));
                TestSite silent = new TestSite(store, unreachable, TestSite.CONTRACTS, Optional.empty())) {
            Answer wallet = silent.get("/v1/wallets/" + PaidEpoch.address(3));
            Answer ready = silent.get("/ready");
            Answer proof = silent.get(HERE + "/proofs/" + PaidEpoch.address(3));

            assertThat(wallet.json().required("balanceProblem").asString()).contains("node does not answer");
            assertThat(ready.json().required("chainProblem").asString()).contains("node does not answer");
            assertThat(proof.json().required("chainUrl").isNull()).isTrue();
            for (Answer answer : List.of(wallet, ready, proof, silent.getAsBrowser("/epochs"))) {
                assertThat(answer.text()).doesNotContain("SECRET", "127.0.0.1:1");
                assertThat(answer.response().headers().map().toString()).doesNotContain("SECRET", "127.0.0.1:1");
                assertThat(answer.response().headers().firstValue("content-security-policy"))
                        .hasValueSatisfying(policy -> assertThat(policy).endsWith("connect-src 'self'"));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/epochs?limit=0 | limit must be a whole number from 1 to 400, is '0'",
                "/v1/epochs?limit=401 | limit must be a whole number from 1 to 400, is '401'",
                "/v1/epochs?limit=abc | limit must be a whole number from 1 to 400, is 'abc'",
                "/v1/epochs?limit= | limit must be a whole number from 1 to 400, is ''",
                "/v1/epochs?limit=99999999999 | limit must be a whole number from 1 to 400",
                "/v1/epochs?before= | An epoch is a UTC date such as 2026-11-21, not ''",
                "/v1/epochs/2026-11-21/payouts?limit=101 | limit must be a whole number from 1 to 100, is '101'",
                "/v1/wallets/user-3?limit=101 | limit must be a whole number from 1 to 100, is '101'",
                "/v1/epochs?before=tomorrow | An epoch is a UTC date such as 2026-11-21, not 'tomorrow'",
                "/v1/epochs/2026-02-30 | not '2026-02-30'",
                "/v1/epochs/%2B12345-01-01 | not '+12345-01-01'",
                "/v1/epochs/2026-11-21/payouts?after=-1 | after must be a whole number from 0",
                "/v1/epochs/2026-11-21/proofs/user-3 | An address is 0x and 40 hex digits, not 'user-3'",
                "/v1/wallets/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | has 65",
            })
    void whatIsMalformedIs400(String path, String detail) throws Exception {
        assertThat(refused(400, path)).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/epochs/2020-01-01 | There is no epoch 2020-01-01",
                "/v1/epochs/2020-01-01/payouts | There is no epoch 2020-01-01",
                "/v1/epochs/2026-11-21/accounts/nobody | There is no account 'nobody'",
                "/v1/epochs/2026-11-21/accounts/idle | earned nothing in epoch 2026-11-21",
                "/v1/wallets/nobody | There is no account 'nobody'",
                "/v1/nothing | There is nothing at /v1/nothing",
            })
    void whatDoesNotExistIs404(String path, String detail) throws Exception {
        assertThat(refused(404, path)).contains(detail);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/epochs/..%2f", "/v1/epochs/%00", "/v1/epochs/%zz", "/v1/epochs/%2f"})
    void whatTomcatRefusesIsAProblemToo(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("application/problem+json", "\"status\":400");
        assertThat(answer).doesNotContain("<html", "Tomcat");
    }

    @Test
    void anotherMethodIsRefused() throws Exception {
        HttpRequest post = site.request("/v1/live")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        Answer answer = site.send(post);

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.type()).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/epochs",
                "/epochs/2026-11-21",
                "/epochs/2026-11-21/proofs/0x1",
                "/wallets",
                "/wallets/user-3"
            })
    void pagesLoadOnlyOurOwnScripts(String path) throws Exception {
        Answer page = site.getAsBrowser(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.type()).startsWith("text/html");
        assertThat(page.response()
                        .headers()
                        .firstValue("content-security-policy")
                        .orElse(""))
                .contains("script-src 'self'", "connect-src 'self' http://127.0.0.1:18545")
                .doesNotContain("unsafe");
        assertThat(page.text()).doesNotContain("http://", "https://", "@MAIN@", "<style", "onclick");
    }

    @Test
    void aMissingPageIsAPageForPeople() throws Exception {
        Answer page = site.getAsBrowser("/nowhere");

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.text()).contains("No such page", "<nav");
    }

    @Test
    void theApiDescribesItself() throws Exception {
        JsonNode description = ok("/v1/openapi.json");

        assertThat(description.required("paths").propertyNames())
                .contains(
                        "/v1/live",
                        "/v1/live/stream",
                        "/v1/epochs",
                        "/v1/epochs/{date}",
                        "/v1/epochs/{date}/payouts",
                        "/v1/epochs/{date}/accounts/{account}",
                        "/v1/epochs/{date}/proofs/{address}",
                        "/v1/wallets/{account}",
                        "/v1/feed",
                        "/v1/contents/{content}",
                        "/v1/contents/{content}/comments",
                        "/v1/accounts",
                        "/ready",
                        "/health");
        assertThat(description.toString()).contains("Who owns an address is published nowhere");
        assertThat(site.get("/api").status()).isEqualTo(302);
        assertThat(site.get("/swagger-ui/index.html").status()).isEqualTo(200);
    }

    @Test
    void moreLiveStreamsThanAllowedAreRefused() throws Exception {
        List<Socket> open = new ArrayList<>();
        try {
            for (int n = 0; n < TestSite.MAX_SUBSCRIBERS; n++) {
                open.add(stream());
            }
            Answer refused = site.get("/v1/live/stream");
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.type()).startsWith("application/problem+json");
            assertThat(refused.response().headers().firstValue("retry-after")).contains("10");
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    /** An open stream, read up to its first event. */
    private static Socket stream() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(site.url()).getPort());
        socket.getOutputStream()
                .write("GET /v1/live/stream HTTP/1.1\r\nHost: here\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf("event:figures") < 0) {
            int next = in.read();
            assertThat(next).as("end of the stream after: %s", read).isNotNegative();
            read.append((char) next);
        }
        return socket;
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), URI.create(site.url()).getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static JsonNode ok(String path) throws Exception {
        Answer answer = site.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String refused(int status, String path) throws Exception {
        Answer answer = site.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().required("status").asInt()).isEqualTo(status);
        return answer.detail();
    }
}
