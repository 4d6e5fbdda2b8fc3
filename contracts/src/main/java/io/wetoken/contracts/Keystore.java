package io.wetoken.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/** A private key in a keystore of version 3, as geth and foundry write it, with its password in a file of its own. */
final class Keystore {
    /** Opening one takes seconds, on purpose; so it is done once per process, and again only for another content or password. */
    private static final Map<String, Credentials> OPENED = new ConcurrentHashMap<>();

    private static final Set<PosixFilePermission> OWNERS =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private Keystore() {}

    /** @throws IOException naming the file that is missing, that others may read, or that the password does not open */
    static Credentials open(Path keystore, Path passwordFile) throws IOException {
        if (!Files.isRegularFile(passwordFile)) {
            throw new IOException("There is no " + passwordFile + "; write the password of " + keystore
                    + " into it, in a file that only its owner may read (0600)");
        }
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(passwordFile))) {
            throw new IOException(passwordFile + " may be read by others; give it the mode 0600");
        }
        String password = Files.readString(passwordFile).replaceFirst("\\R$", "");
        String content = Files.readString(keystore);
        Credentials opened = OPENED.get(content + password);
        if (opened == null) {
            opened = decrypted(keystore, content, password, passwordFile);
            OPENED.put(content + password, opened);
        }
        return opened;
    }

    private static Credentials decrypted(Path keystore, String content, String password, Path passwordFile)
            throws IOException {
        try {
            return WalletUtils.loadJsonCredentials(password, content);
        } catch (CipherException e) {
            throw new IOException(
                    keystore + " does not open with the password of " + passwordFile + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(keystore + " is no keystore of version 3: " + e.getMessage(), e);
        }
    }
}
