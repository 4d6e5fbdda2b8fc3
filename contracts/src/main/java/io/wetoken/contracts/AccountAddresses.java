package io.wetoken.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.web3j.crypto.Hash;

/**
 * Where a platform account is paid, with or without a key of its own: the CREATE2 address (EIP-1014) that the account factory honours later. The salt
 * contains a secret of the deployment, so that an address does not tell whose it is.
 */
public final class AccountAddresses {
    private static final byte CREATE2 = (byte) 0xff;
    private static final int ADDRESS_BYTES = 20;
    private static final int WORD = 32;

    private final byte[] factory;
    private final byte[] initCodeHash;
    private final byte[] secret;

    /**
     * @param factory {@code accountFactory} of the contracts file
     * @param initCodeHash {@code accountInitCodeHash} of the contracts file
     * @param secret 32 bytes, {@code account-salt} of the secrets directory; changing it changes every address
     */
    public AccountAddresses(String factory, String initCodeHash, byte[] secret) {
        this.factory = bytes("Account factory", factory, ADDRESS_BYTES);
        this.initCodeHash = bytes("Account init code hash", initCodeHash, WORD);
        if (secret.length != WORD) {
            throw new IllegalArgumentException("The account salt must have 32 bytes, has " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** The account's address: {@code 0x} and 40 lower-case hex digits. */
    public String of(String account) {
        byte[] hash = Hash.sha3(ByteBuffer.allocate(1 + ADDRESS_BYTES + 2 * WORD)
                .put(CREATE2)
                .put(factory)
                .put(salt(account))
                .put(initCodeHash)
                .array());
        return "0x" + HexFormat.of().formatHex(hash, WORD - ADDRESS_BYTES, WORD);
    }

    /** keccak256(secret ‖ account in UTF-8): what the factory is given to create the account. */
    public byte[] salt(String account) {
        byte[] name = account.getBytes(StandardCharsets.UTF_8);
        return Hash.sha3(
                ByteBuffer.allocate(WORD + name.length).put(secret).put(name).array());
    }

    private static byte[] bytes(String what, String hex, int length) {
        String form = hex.toLowerCase(Locale.ROOT);
        if (!form.matches("0x[0-9a-f]{" + 2 * length + "}")) {
            throw new IllegalArgumentException(what + " must be 0x and " + 2 * length + " hex digits: '" + hex + "'");
        }
        return HexFormat.of().parseHex(form, 2, form.length());
    }
}
