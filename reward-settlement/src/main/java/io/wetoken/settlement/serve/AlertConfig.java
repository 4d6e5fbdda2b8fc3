package io.wetoken.settlement.serve;

import io.wetoken.behaviour.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Who is told of trouble, and when.
 *
 * @param url where messages are sent; empty: nowhere
 * @param secretFile holds the secret that they are signed with, {@code whsec_…}
 * @param check how long after alarms were looked at they are again
 * @param repeat after how long the same trouble is told of again
 * @param approval how long a plan may wait for approval before it is trouble
 * @param unpaid how long after its end a day may be unpaid before it is trouble
 */
public record AlertConfig(
        Optional<URI> url,
        Optional<Path> secretFile,
        Duration check,
        Duration repeat,
        Duration approval,
        Duration unpaid) {
    private static final int A_MONTH = 24 * 31;

    /** What is wrong is found by the caller's {@link Settings#check}, but for what concerns two keys. */
    static AlertConfig from(Settings settings) {
        Optional<String> url = settings.optional("alert.url");
        Optional<Path> secret = settings.optional("alert.secretFile").map(Path::of);
        if (url.isPresent() && secret.isEmpty()) {
            throw new IllegalArgumentException(
                    "alert.url is set and alert.secretFile is not: messages are signed, so that nobody else can raise or calm an alarm");
        }
        return new AlertConfig(
                url.map(AlertConfig::address),
                secret,
                Duration.ofSeconds(settings.number("alert.checkSeconds", 60, 1, 3600)),
                Duration.ofHours(settings.number("alert.repeatHours", 12, 1, A_MONTH)),
                Duration.ofHours(settings.number("alert.approvalHours", 4, 1, A_MONTH)),
                Duration.ofHours(settings.number("alert.unpaidHours", 12, 1, A_MONTH)));
    }

    /** The address may hold a key, so the message has none of it. */
    private static URI address(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("alert.url is not an address", e);
        }
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            throw new IllegalArgumentException("alert.url must begin with https:// or http:// and name a host");
        }
        return url;
    }
}
