package io.wetoken.settlement.serve;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import io.wetoken.settlement.epoch.ActionLog;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Sends messages signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> says. */
final class AlertHook {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_OK = 300;

    private final URI url;
    private final Webhook signer;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();

    private AlertHook(URI url, Webhook signer) {
        this.url = url;
        this.signer = signer;
    }

    /** @throws IOException when the secret cannot be read or is none */
    static AlertHook to(URI url, Path secretFile) throws IOException {
        try {
            return new AlertHook(url, new Webhook(Files.readString(secretFile).strip()));
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            throw new IOException(secretFile + " (alert.secretFile) must hold whsec_ and the secret in base64", e);
        }
    }

    /** Returns when the receiver has taken it. Redirections are not followed: the message is for this address. */
    void send(String id, String body, Instant now) throws IOException, InterruptedException {
        long seconds = now.getEpochSecond();
        String signature;
        try {
            signature = signer.sign(id, seconds, body);
        } catch (WebhookSigningException e) {
            throw new IOException("The message " + id + " cannot be signed", e);
        }
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(LIMIT)
                .header("content-type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(seconds))
                .header("webhook-signature", signature)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<Void> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IOException(
                    "Nobody takes alerts at " + host() + ": " + ActionLog.withoutSecrets(e.toString()), e);
        }
        if (answer.statusCode() < OK || answer.statusCode() >= NOT_OK) {
            throw new IOException("Alerts are refused at " + host() + " with status " + answer.statusCode());
        }
    }

    /** No more of the address, which may hold a key. */
    private String host() {
        return ActionLog.withoutSecrets(url.toString());
    }
}
