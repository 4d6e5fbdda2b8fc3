package io.wetoken.serving.secrets;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** The keys of one directory. Several processes may make the same key at once: the first one made is everybody's. */
public final class KeyFiles {
    private static final String SIGNATURE = "Ed25519";
    /** A private key (PKCS #8) and the public one (X.509) behind it, as the JDK encodes them; both lengths are fixed by RFC 8410. */
    private static final int PRIVATE_BYTES = 48;

    private static final int PUBLIC_BYTES = 44;

    private final Path directory;
    private final SecureRandom random;

    public KeyFiles(Path directory, SecureRandom random) {
        this.directory = directory.toAbsolutePath();
        this.random = random;
    }

    /**
     * So many random bytes.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    public byte[] bytes(String name, int length) throws IOException {
        byte[] made = new byte[length];
        random.nextBytes(made);
        return kept(name, made);
    }

    /**
     * A pair for signatures, in one file.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    public KeyPair pair(String name) throws IOException {
        byte[] kept = kept(name, generate());
        try {
            KeyFactory factory = KeyFactory.getInstance(SIGNATURE);
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(Arrays.copyOf(kept, PRIVATE_BYTES)));
            PublicKey open = factory.generatePublic(
                    new X509EncodedKeySpec(Arrays.copyOfRange(kept, PRIVATE_BYTES, kept.length)));
            return new KeyPair(open, secret);
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    directory.resolve(name) + " holds no " + SIGNATURE + " key; restore it from a backup", e);
        }
    }

    private byte[] generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(SIGNATURE);
            generator.initialize(255, random);
            KeyPair pair = generator.generateKeyPair();
            byte[] both = Arrays.copyOf(pair.getPrivate().getEncoded(), PRIVATE_BYTES + PUBLIC_BYTES);
            System.arraycopy(pair.getPublic().getEncoded(), 0, both, PRIVATE_BYTES, PUBLIC_BYTES);
            return both;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK 17 has " + SIGNATURE, e);
        }
    }

    private byte[] kept(String name, byte[] made) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.exists(file)) {
            create(file, made);
        }
        byte[] kept = Files.readAllBytes(file);
        if (kept.length != made.length) {
            throw new IOException(
                    file + " must have " + made.length + " bytes, has " + kept.length
                            + ": restore it from a backup, or remove it to get a new one (what the old one signed is void then)");
        }
        return kept;
    }

    /** A link to a finished file, which fails where one exists. */
    private void create(Path file, byte[] key) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        Path temporary = Files.createTempFile(
                directory,
                "key",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(temporary, key);
            Files.createLink(file, temporary);
        } catch (FileAlreadyExistsException e) {
            // Another process made it in the meantime: its key is the one.
        } finally {
            Files.delete(temporary);
        }
    }
}
