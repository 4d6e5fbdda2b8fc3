package io.wetoken.serving.operations;

import io.wetoken.serving.core.Refused;
import io.wetoken.serving.identity.Unauthorized;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Who may see and say what operators do: those who show the secret in {@code Authorization: Bearer}. No cookie and no address counts, so a page of another origin
 * has nothing to act with.
 */
final class Operators {
    private static final String SCHEME = "Bearer ";

    private final byte[] secret;

    Operators(String secret) {
        this.secret = hash(secret);
    }

    /**
     * @throws Unauthorized when nothing was shown
     * @throws Refused when it is not the secret
     */
    void check(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new Unauthorized("This is for operators: send Authorization: Bearer and the operators' secret");
        }
        // Of hashes, so that neither content nor length shows in how long it takes.
        if (!MessageDigest.isEqual(
                secret, hash(header.substring(SCHEME.length()).strip()))) {
            throw new Refused("This is not the operators' secret");
        }
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
