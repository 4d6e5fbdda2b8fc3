package io.wetoken.behaviour.files;

import io.wetoken.behaviour.AccountId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A person that is being erased. What sums hang on is called by other names, the same ones everywhere and each time, so that an erasure that was interrupted goes
 * on where it was; whoever has forgotten the key cannot tell whose names they were. It is in a file for as long as that takes, which is the last thing that goes.
 *
 * @param key 32 bytes as hex: what the names are made with
 */
public record Erasure(AccountId account, String key) {
    private static final String HEADER = "account,key";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 12;

    public Erasure {
        if (!key.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("An erasure's key has 64 hex digits");
        }
    }

    public static Erasure begin(AccountId account, SecureRandom random) {
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        return new Erasure(account, HexFormat.of().formatHex(key));
    }

    /** The account's other name. */
    public AccountId pseudonym() {
        return new AccountId("erased-" + other("account", account.value()));
    }

    /**
     * Another name for something of the person's; 24 hex digits.
     *
     * @param kind of what it is, so that equal values of two kinds have two names
     */
    public String other(String kind, String value) {
        return HexFormat.of().formatHex(mac(kind, value), 0, NAME_BYTES);
    }

    /** Another id for one of the person's events, in the form that ids have. */
    public String otherId(String id) {
        ByteBuffer mac = ByteBuffer.wrap(mac("id", id));
        return new UUID(mac.getLong(), mac.getLong()).toString();
    }

    private byte[] mac(String kind, String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), ALGORITHM));
            return mac.doFinal((kind + ":" + value).getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }

    /** Writes it (0600) where none may be yet. */
    public void write(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HEADER + "\n" + IdTable.encode(account.value()) + "," + key + "\n");
    }

    /** @throws IOException that names the file and what is wrong with it */
    public static Erasure read(Path file) throws IOException {
        List<Erasure> erasures = new ArrayList<>();
        IdTable.read(file, HEADER, row -> erasures.add(new Erasure(new AccountId(row.id(0)), row.id(1))));
        if (erasures.size() != 1) {
            throw new IOException(file + " must name one account, names " + erasures.size());
        }
        return erasures.get(0);
    }
}
