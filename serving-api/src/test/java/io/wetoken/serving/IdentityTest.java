package io.wetoken.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.wetoken.serving.TestSite.Answer;
import io.wetoken.serving.secrets.KeyFiles;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts and tokens over HTTP, and the key files behind them. */
final class IdentityTest {

    private static Store store;
    private static TestSite site;
    private static TestSite reachable;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        store = Stores.memory();
        site = new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty());
        reachable =
                new TestSite(store, new FixedChain(), TestSite.CONTRACTS, Optional.empty(), "0.0.0.0", false, Map.of());
    }

    @AfterAll
    static void stop() {
        site.close();
        reachable.close();
        store.close();
    }

    @Test
    void aNewcomerGetsAnAccountOfTheirOwn() throws Exception {
        Answer first = signIn(reachable, "{\"device\":\"phone\"}");
        Answer second = signIn(reachable, "{\"device\":\"phone\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().required("account").asString())
                .matches("guest-[A-Za-z0-9_-]{16}")
                .isNotEqualTo(second.json().required("account").asString());
        assertThat(first.response().headers().firstValue("cache-control")).contains("no-store");
    }

    @Test
    void whoHasATokenGetsANewOneForTheSameAccount() throws Exception {
        Answer first = signIn(reachable, "{\"device\":\"phone\"}");
        Answer renewed = reachable.send(reachable
                .signIn("{\"device\":\"phone\"}")
                .header(
                        "Authorization",
                        "Bearer " + first.json().required("token").asString())
                .build());

        assertThat(renewed.status()).isEqualTo(201);
        assertThat(renewed.json().required("account")).isEqualTo(first.json().required("account"));
        assertThat(reachable
                        .send(reachable
                                .signIn("{\"device\":\"phone\"}")
                                .header("Authorization", "Bearer made.up.one")
                                .build())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anybodyCanCheckATokenWithThePublishedKey() throws Exception {
        PublicKey key = (PublicKey) Jwks.setParser()
                .build()
                .parse(site.get("/v1/keys").text())
                .getKeys()
                .iterator()
                .next()
                .toKey();

        var claims = Jwts.parser()
                .verifyWith(key)
                .build()
                .parseSignedClaims(site.tokenOf("ann"))
                .getPayload();
        assertThat(claims.getSubject()).isEqualTo("ann");
        assertThat(claims.get("device", String.class)).isEqualTo("device-of-ann");
        assertThat(site.get("/v1/keys").text()).doesNotContain("\"d\"");
    }

    @Test
    void onlyTheSitesOwnMachineSignsInAsSomebody() throws Exception {
        assertThat(signIn(site, "{\"account\":\"ann\",\"device\":\"d\"}").status())
                .isEqualTo(201);
        assertThat(signIn(reachable, "{\"account\":\"ann\",\"device\":\"d\"}").status())
                .isEqualTo(403);
        assertThat(site.send(site.signIn("{\"account\":\"ann\",\"device\":\"d\"}")
                                .header("X-Forwarded-For", "10.0.0.1")
                                .build())
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"device\":\"\"}", "{\"account\":\"\",\"device\":\"d\"}", "[]", "{\"device\":", ""})
    void whatNamesNoDeviceIsRefused(String body) throws Exception {
        Answer answer = signIn(site, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).isEqualTo("application/problem+json");
    }

    @Test
    void aKeyIsMadeOnceAndForItsOwnerAlone() throws IOException {
        KeyFiles files = new KeyFiles(directory.resolve("secrets"), new SecureRandom());

        assertThat(files.pair("a.key").getPublic())
                .isEqualTo(files.pair("a.key").getPublic());
        assertThat(files.bytes("b.key", 32)).hasSize(32).isEqualTo(files.bytes("b.key", 32));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secrets/a.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aDamagedKeyIsNamed() throws IOException {
        KeyFiles files = new KeyFiles(directory, new SecureRandom());
        Files.write(directory.resolve("a.key"), new byte[3]);
        Files.write(directory.resolve("b.key"), new byte[92]);

        assertThatThrownBy(() -> files.pair("a.key")).hasMessageContaining("a.key must have 92 bytes, has 3");
        assertThatThrownBy(() -> files.pair("b.key")).hasMessageContaining("b.key holds no Ed25519 key");
    }

    private static Answer signIn(TestSite at, String body) throws IOException, InterruptedException {
        return at.send(at.signIn(body).build());
    }
}
