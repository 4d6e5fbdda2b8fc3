package io.wetoken.ingest.auth;

import java.net.URI;
import java.time.Duration;

/**
 * How signed senders are checked.
 *
 * @param keys address of the JWK set (RFC 7517)
 * @param issuer which the tokens must name
 * @param maxAge after which the keys are fetched again; a key that was withdrawn counts no longer than that
 * @param pause least time between two attempts to fetch them
 */
public record AuthSettings(URI keys, String issuer, Duration maxAge, Duration pause) {
    public AuthSettings {
        boolean web = "http".equals(keys.getScheme()) || "https".equals(keys.getScheme());
        if (!web || keys.getHost() == null) {
            throw new IllegalArgumentException(
                    "ingest.auth.keys must be the http or https address of a JWK set, such as"
                            + " https://site.example/v1/keys, is '" + keys + "'");
        }
        if (issuer.isEmpty() || maxAge.isNegative() || pause.isNegative()) {
            throw new IllegalArgumentException(
                    "Checking tokens needs an issuer and times: " + issuer + ", " + maxAge + ", " + pause);
        }
    }

    /** Whether somebody on the way could put keys of their own into the answer: plain http that leaves this machine. */
    public boolean keysCanBeForged() {
        return keys.getScheme().equals("http") && !keys.getHost().matches("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    }
}
