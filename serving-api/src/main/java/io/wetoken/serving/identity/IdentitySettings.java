package io.wetoken.serving.identity;

import io.wetoken.behaviour.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * @param secrets {@code secrets.dir}, where {@code identity.key} lies
 * @param signInAs whether this machine may sign in as any account; {@code serving.signInAs}: {@code loopback}, or {@code off}
 * @param lifetime of a token; {@code serving.tokenHours}
 */
public record IdentitySettings(Path secrets, boolean signInAs, Duration lifetime) {
    /** @throws IllegalArgumentException naming every problem of the file */
    public static IdentitySettings of(Settings settings) {
        String signInAs = settings.text("serving.signInAs", "loopback");
        IdentitySettings read = new IdentitySettings(
                Path.of(settings.text("secrets.dir")),
                signInAs.equals("loopback"),
                Duration.ofHours(settings.number("serving.tokenHours", 720, 1, 8_760)));
        settings.check();
        if (!signInAs.equals("loopback") && !signInAs.equals("off")) {
            throw new IllegalArgumentException("serving.signInAs must be loopback or off, is '" + signInAs + "'");
        }
        return read;
    }
}
