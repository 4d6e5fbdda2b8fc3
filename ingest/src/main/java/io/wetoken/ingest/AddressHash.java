package io.wetoken.ingest;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A sender's address as the guard may know it: HMAC-SHA256 by a key of this deployment, first 16 bytes, hex. Without the key it cannot be turned back
 * by trying all addresses. Of an IPv6 address the first 64 bits count, for one household owns all the rest. Thread-safe.
 */
final class AddressHash implements Function<InetAddress, String> {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int HASH_BYTES = 16;
    private static final int IPV6_PREFIX_BYTES = 8;

    private final SecretKeySpec key;

    AddressHash(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /**
     * Reads {@code ip-hash.key} in the directory, after making it (0600) where it is missing. Collectors of one deployment must share it, or their
     * hashes do not match.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    static AddressHash in(Path secrets, SecureRandom random) throws IOException {
        Path file = secrets.resolve("ip-hash.key");
        if (!Files.exists(file)) {
            create(file, random);
        }
        byte[] key = Files.readAllBytes(file);
        if (key.length != KEY_BYTES) {
            throw new IOException(file + " must have " + KEY_BYTES + " bytes, has " + key.length
                    + ": restore it from a backup, or remove it to get a new one (old hashes will not match new ones)");
        }
        return new AddressHash(key);
    }

    /** Complete or not at all, and never over another's: a link to a finished file, which fails where one exists. */
    private static void create(Path file, SecureRandom random) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        Path temporary = Files.createTempFile(
                directory,
                "ip-hash",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(temporary, key);
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            // Another collector made it in the meantime: its key is the one.
        } finally {
            Files.delete(temporary);
        }
    }

    @Override
    public String apply(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] counted = address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_PREFIX_BYTES) : bytes;
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(counted), 0, HASH_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }
}
