package io.wetoken.serving.operations;

import io.wetoken.behaviour.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * @param secret what operators show; {@code serving.operatorSecretFile} holds it. Empty: there is no operations page
 * @param epochs {@code epochs.dir}, when settlement runs on this machine: its log and its reports are read there
 */
public record OperationsSettings(Optional<String> secret, Optional<Path> epochs) {
    static final String SECRET_FILE = "serving.operatorSecretFile";

    private static final int SHORTEST = 32;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);

    /** @throws IllegalArgumentException when the file is none that a secret may be in, naming what is wrong */
    public static OperationsSettings of(Settings settings) {
        return new OperationsSettings(
                settings.optional(SECRET_FILE).map(Path::of).map(OperationsSettings::read),
                settings.optional("epochs.dir").map(Path::of));
    }

    private static String read(Path file) {
        String name = file + " (" + SECRET_FILE + ")";
        try {
            if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
                throw new IllegalArgumentException(name + " can be read or written by others: chmod 600 it");
            }
            String secret = Files.readString(file).strip();
            if (secret.length() < SHORTEST || !secret.matches("[!-~]+")) {
                throw new IllegalArgumentException(name + " must hold at least " + SHORTEST
                        + " characters without a blank, such as those of: openssl rand -hex 32");
            }
            return secret;
        } catch (IOException e) {
            throw new IllegalArgumentException(name + " cannot be read: " + e, e);
        }
    }

    /** Without the secret, for logs. */
    @Override
    public String toString() {
        return "OperationsSettings[" + (secret.isPresent() ? "with" : "without") + " a secret, epochs=" + epochs + "]";
    }
}
