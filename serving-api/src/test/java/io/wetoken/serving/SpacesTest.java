package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.LinkKeys;
import io.wetoken.behaviour.ShareLink;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Spaces.Space;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spaces and share links over HTTP. */
final class SpacesTest {

    @TempDir
    private static Path directory;

    private static Store store;
    private static TestSite site;

    @BeforeAll
    static void start() {
        store = Stores.memory();
        store.clips().put(clip("film one", "ann", 1));
        store.clips().put(clip("film-two", "ann", 2));
        store.contents().release(new Content(new ContentId("film-two"), new AccountId("ann"), 1, 8_000));
        site = new TestSite(
                store,
                new FixedChain(),
                TestSite.CONTRACTS,
                Optional.empty(),
                "127.0.0.1",
                false,
                Map.of("secrets.dir", directory.resolve("secrets").toString()));
    }

    private static Clip clip(String content, String owner, long publishedAt) {
        return new Clip(
                new ContentId(content),
                new AccountId(owner),
                "A film",
                "sea",
                "bafy-" + publishedAt,
                "bafyd",
                8_000,
                360,
                640,
                false,
                publishedAt);
    }

    @AfterAll
    static void stop() {
        site.close();
        store.close();
    }

    @Test
    void whoNeverSetSharesHasThoseOfTheRule() throws Exception {
        Answer answer = site.get("/v1/spaces/ann");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().required("account").asString()).isEqualTo("ann");
        assertThat(answer.json().required("ownerSharePpm").asLong()).isEqualTo(500_000);
        assertThat(answer.json().required("disseminatorSharePpm").asLong()).isEqualTo(100_000);
        assertThat(answer.json().required("from").isNull()).isTrue();
        assertThat(answer.json().required("next").isNull()).isTrue();
        assertThat(answer.json().required("clips"))
                .extracting(clip -> clip.required("content").asString())
                .containsExactly("film-two", "film one");
        assertThat(site.get("/v1/spaces/ann?limit=1").json().required("clips")).hasSize(1);
        assertThat(site.get("/v1/spaces/nobody").json().required("clips")).isEmpty();
    }

    @Test
    void whatAnOwnerSetsCountsFromTomorrowOnAndEverybodySeesIt() throws Exception {
        Epoch today = Epoch.of(System.currentTimeMillis());
        store.spaces().set(new Space(new AccountId("bob"), 1, 2, today.plusDays(-3)), today.plusDays(-4));
        assertThat(set("bob", "bob", "{\"ownerSharePpm\":300000,\"disseminatorSharePpm\":0}")
                        .status())
                .isEqualTo(200);
        assertThat(set("bob", "bob", "{\"ownerSharePpm\":1000000,\"disseminatorSharePpm\":250000}")
                        .status())
                .isEqualTo(200);
        var space = site.get("/v1/spaces/bob").json();
        assertThat(space.required("ownerSharePpm").asLong()).isEqualTo(1);
        assertThat(space.required("disseminatorSharePpm").asLong()).isEqualTo(2);
        assertThat(space.required("from").asString())
                .isEqualTo(today.plusDays(-3).toString());
        assertThat(space.required("next").required("ownerSharePpm").asLong()).isEqualTo(1_000_000);
        assertThat(space.required("next").required("disseminatorSharePpm").asLong())
                .isEqualTo(250_000);
        assertThat(Epoch.parse(space.required("next").required("from").asString()))
                .isGreaterThan(today);
    }

    @Test
    void onlyTheOwnerSetsShares() throws Exception {
        String fair = "{\"ownerSharePpm\":1,\"disseminatorSharePpm\":1}";
        Answer stranger = set("carl", "mallory", fair);
        assertThat(stranger.status()).isEqualTo(403);
        assertThat(stranger.type()).isEqualTo("application/problem+json");
        assertThat(stranger.detail()).contains("Only its owner");
        assertThat(site.send(site.request("/v1/spaces/carl")
                                .header("Content-Type", "application/json")
                                .PUT(BodyPublishers.ofString(fair))
                                .build())
                        .status())
                .isEqualTo(401);
        assertThat(site.get("/v1/spaces/carl").json().required("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ownerSharePpm':-1,'disseminatorSharePpm':1} | ownerSharePpm must be a whole number of millionths from 0 to 1000000, is -1",
                "{'ownerSharePpm':1000001,'disseminatorSharePpm':1} | ownerSharePpm must be a whole number of millionths from 0 to 1000000, is 1000001",
                "{'ownerSharePpm':1,'disseminatorSharePpm':0.5} | disseminatorSharePpm must be a whole number of millionths from 0 to 1000000, is 0.5",
                "{'ownerSharePpm':1} | disseminatorSharePpm must be a whole number of millionths from 0 to 1000000, is null",
                "{'ownerSharePpm':1,'disseminatorSharePpm':1e99999} | disseminatorSharePpm must be a whole number of millionths from 0 to 1000000, is 1E+99999",
                "{'ownerSharePpm':1,'disseminatorSharePpm':1e-99999} | disseminatorSharePpm must be a whole number of millionths from 0 to 1000000, is 1E-99999"
            })
    void sharesOutsideOfTheWholeAreNamed(String body, String detail) throws Exception {
        Answer answer = set("dora", "dora", body.replace('\'', '"'));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.detail()).isEqualTo(detail);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"ownerSharePpm\":{}}",
                "{\"ownerSharePpm\":\"much\",\"disseminatorSharePpm\":1}",
                "5"
            })
    void whatAreNoSharesIsRefused(String body) throws Exception {
        Answer answer = set("dora", "dora", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
    }

    @Test
    void aLinkSaysWhoSharesWhatOfWhom() throws Exception {
        Answer answer = link("bob", "film one");
        assertThat(answer.status()).isEqualTo(201);
        String text = answer.json().required("link").asString();
        assertThat(answer.json().required("url").asString()).isEqualTo("/s/" + text);

        Path secrets = directory.resolve("secrets");
        PublicKey published = LinkKeys.publicKey(Files.readString(secrets.resolve("links.pub")));
        ShareLink link = ShareLink.verify(published, text).orElseThrow();
        assertThat(link.content()).isEqualTo(new ContentId("film one"));
        assertThat(link.creator()).isEqualTo(new AccountId("ann"));
        assertThat(link.disseminator()).isEqualTo(new AccountId("bob"));
        assertThat(link.issuedAt()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets.resolve("links.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aLinkLeadsToItsContent() throws Exception {
        String text = link("bob", "film one").json().required("link").asString();
        Answer answer = site.get("/s/" + text);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.response().headers().firstValue("location")).contains("/c/film%20one?link=" + text);
    }

    @Test
    void aForgedLinkLeadsNowhere() throws Exception {
        String text = link("bob", "film-two").json().required("link").asString();
        String foreign = new ShareLink(new ContentId("film-two"), new AccountId("ann"), new AccountId("eve"), 1)
                .sign(KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPrivate());
        for (String forged : new String[] {foreign, text.substring(1), text + "A", "x", "..%2f"}) {
            Answer answer = site.get("/s/" + forged);
            assertThat(answer.status()).as(forged).isIn(400, 404);
            assertThat(answer.type()).startsWith("application/problem+json");
        }
    }

    @Test
    void onlyWhatExistsIsSharedAndOnlyByWhoIsSignedIn() throws Exception {
        assertThat(link("bob", "no such film").status()).isEqualTo(404);
        assertThat(link("bob", "../secrets").status()).isEqualTo(400);
        assertThat(post("{}", site.tokenOf("bob")).status()).isEqualTo(400);
        assertThat(post("{\"content\":\"film-two\"}", "no token").status()).isEqualTo(401);
    }

    private static Answer set(String owner, String by, String body) throws IOException, InterruptedException {
        return site.send(site.request("/v1/spaces/" + owner)
                .header("Authorization", "Bearer " + site.tokenOf(by))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private static Answer link(String by, String content) throws IOException, InterruptedException {
        return post("{\"content\":\"" + content + "\"}", site.tokenOf(by));
    }

    private static Answer post(String body, String token) throws IOException, InterruptedException {
        return site.send(site.request("/v1/links")
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }
}
