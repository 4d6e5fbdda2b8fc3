package io.wetoken.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.web3j.crypto.Credentials;

/**
 * The secrets directory (0700): files (0600) of 64 hex digits, private keys ({@code settler.key}) and the salt of the account addresses. In place of
 * {@code ROLE.key} there may be a keystore {@code ROLE.json} with its password in {@code ROLE.password}. What is missing is only made where the caller says so, for a new
 * key in the place of a lost one would hide the loss.
 */
public final class Secrets {
    private static final String SALT = "account-salt";
    private static final int BYTES = 32;

    private final Path directory;

    private Secrets(Path directory) {
        this.directory = directory;
    }

    /** The directory need not exist yet. */
    public static Secrets in(Path directory) {
        return new Secrets(directory);
    }

    /** The key of a role, e.g. {@code settler}; it must exist. */
    public Credentials key(String role) throws IOException {
        Path keystore = directory.resolve(role + ".json");
        if (!Files.exists(keystore)) {
            return Credentials.create(read(role + ".key"));
        }
        if (Files.exists(directory.resolve(role + ".key"))) {
            throw new IOException("There are both " + keystore + " and " + directory.resolve(role + ".key")
                    + "; keep the one whose address is meant");
        }
        return Keystore.open(keystore, directory.resolve(role + ".password"));
    }

    /** The 32 bytes that {@link AccountAddresses} needs; they must exist. */
    public byte[] accountSalt() throws IOException {
        return HexFormat.of().parseHex(read(SALT));
    }

    /** The key of a role, made if it is not there. */
    public Credentials keyOrNew(String role, SecureRandom random) throws IOException {
        if (!Files.exists(directory.resolve(role + ".json"))) {
            create(role + ".key", random);
        }
        return key(role);
    }

    /** The salt, made if it is not there. */
    public byte[] accountSaltOrNew(SecureRandom random) throws IOException {
        create(SALT, random);
        return accountSalt();
    }

    /** A new salt in place of the old one, from which no address can be derived any more, unless what it gave is kept elsewhere. */
    public void replaceAccountSalt(SecureRandom random) throws IOException {
        byte[] salt = new byte[BYTES];
        random.nextBytes(salt);
        WholeFile.write(directory.resolve(SALT), HexFormat.of().formatHex(salt) + "\n", "rw-------");
    }

    private void create(String name, SecureRandom random) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!Files.exists(directory.resolve(name))) {
            byte[] secret = new byte[BYTES];
            random.nextBytes(secret);
            // A private key must be below the order of secp256k1, which is a little under 2^256.
            secret[0] &= 0x7f;
            WholeFile.write(directory.resolve(name), HexFormat.of().formatHex(secret) + "\n", "rw-------");
        }
    }

    private String read(String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no " + file + "; 'Deploy' makes it, or restore it from a backup");
        }
        String hex = Files.readString(file).trim();
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IOException(file + " must hold 64 hex digits");
        }
        return hex;
    }
}
