package io.wetoken.ingest.auth;

import com.sun.net.httpserver.HttpServer;
import io.jsonwebtoken.Jwts;
import io.jsonwebtoken.security.Jwks;
import io.jsonwebtoken.security.PublicJwk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A site as a collector sees it: it publishes keys, and signs tokens as {@code /v1/accounts} does. It can stop to answer, and begin again on the same port. */
public final class KeyServer implements AutoCloseable {
    private final AtomicInteger asked = new AtomicInteger();
    private final int port;
    private HttpServer server;
    private volatile String published = "{\"keys\":[]}";
    private volatile int status = 200;
    private volatile CountDownLatch hanging = new CountDownLatch(0);

    /** @param port 0 for any */
    public KeyServer(int port) {
        this.server = listen(port);
        this.port = server.getAddress().getPort();
    }

    /** A new Ed25519 pair. */
    public static KeyPair pair() {
        return Jwks.CRV.Ed25519.keyPair().build();
    }

    public static String id(KeyPair pair) {
        return jwk(pair).getId();
    }

    /** A set with one key, under any name. */
    public static String set(String id, KeyPair pair) {
        return "{\"keys\":["
                + Jwks.json(Jwks.builder().key(pair.getPublic()).id(id).build()) + "]}";
    }

    /** A token as the site issues it. */
    public static String token(KeyPair pair, String account, String device, Instant until) {
        return Jwts.builder()
                .header()
                .keyId(id(pair))
                .and()
                .issuer("wetoken")
                .subject(account)
                .claim("device", device)
                .expiration(Date.from(until))
                .signWith(pair.getPrivate(), Jwts.SIG.EdDSA)
                .compact();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/v1/keys");
    }

    public void publish(KeyPair... pairs) {
        publish(Stream.of(pairs)
                .map(pair -> Jwks.json(jwk(pair)))
                .collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    public void publish(String answer) {
        published = answer;
    }

    public void answerWith(int code) {
        status = code;
    }

    /** How often somebody has asked for the keys. */
    public int asked() {
        return asked.get();
    }

    /** Takes requests and answers none. */
    public void hang() {
        hanging = new CountDownLatch(1);
    }

    public void stop() {
        hanging.countDown();
        server.stop(0);
    }

    public void start() {
        server = listen(port);
    }

    @Override
    public void close() {
        stop();
    }

    private static PublicJwk<?> jwk(KeyPair pair) {
        return Jwks.builder().key(pair.getPublic()).idFromThumbprint().build();
    }

    private void waitWhileHanging() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer listen(int at) {
        try {
            HttpServer made = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            made.createContext("/v1/keys", exchange -> {
                asked.incrementAndGet();
                waitWhileHanging();
                byte[] answer = published.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().put("content-type", List.of("application/json"));
                exchange.sendResponseHeaders(status, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
