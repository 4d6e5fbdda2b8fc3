package io.wetoken.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import org.web3j.crypto.Hash;

/**
 * Where a platform account is paid, with or without a key of its own: the CREATE2 address (EIP-1014) of the clone (ERC-1167) that the account factory
 * makes for the custody address. The salt contains a secret of the deployment, so that an address does not tell whose it is.
 */
public final class AccountAddresses {
    private static final byte CREATE2 = (byte) 0xff;
    private static final int ADDRESS_BYTES = 20;
    private static final int WORD = 32;

    /** What creates a clone, before and after the address of what it is a clone of (ERC-1167). */
    private static final byte[] CLONE_HEAD = HexFormat.of().parseHex("3d602d80600a3d3981f3363d3d373d3d3d363d73");

    private static final byte[] CLONE_TAIL = HexFormat.of().parseHex("5af43d82803e903d91602b57fd5bf3");

    private final byte[] factory;
    private final byte[] cloneHash;
    private final byte[] custody;
    private final byte[] secret;

    /**
     * @param factory {@code accountFactory} of the contracts file
     * @param implementation {@code accountImplementation} of the contracts file
     * @param custody {@code custody} of the contracts file: the first owner, until it hands an account over
     * @param secret 32 bytes, {@code account-salt} of the secrets directory; changing it changes every address
     */
    public AccountAddresses(String factory, String implementation, String custody, byte[] secret) {
        this.factory = bytes("Account factory", factory);
        this.cloneHash = Hash.sha3(ByteBuffer.allocate(CLONE_HEAD.length + ADDRESS_BYTES + CLONE_TAIL.length)
                .put(CLONE_HEAD)
                .put(bytes("Account implementation", implementation))
                .put(CLONE_TAIL)
                .array());
        this.custody = bytes("Custody", custody);
        if (secret.length != WORD) {
            throw new IllegalArgumentException("The account salt must have 32 bytes, has " + secret.length);
        }
        this.secret = secret.clone();
    }

    /** The account's address: {@code 0x} and 40 lower-case hex digits. */
    public String of(String account) {
        return ofSalt(salt(account));
    }

    /**
     * The address that {@link #salt} was kept of, whoever's it is called now.
     *
     * @param salt 32 bytes
     */
    public String ofSalt(byte[] salt) {
        byte[] hash = Hash.sha3(ByteBuffer.allocate(1 + ADDRESS_BYTES + 2 * WORD)
                .put(CREATE2)
                .put(factory)
                .put(bound(salt))
                .put(cloneHash)
                .array());
        return "0x" + HexFormat.of().formatHex(hash, WORD - ADDRESS_BYTES, WORD);
    }

    /** keccak256(secret ‖ account in UTF-8): what the factory is given, with the custody address, to create the account. */
    public byte[] salt(String account) {
        byte[] name = account.getBytes(StandardCharsets.UTF_8);
        return Hash.sha3(
                ByteBuffer.allocate(WORD + name.length).put(secret).put(name).array());
    }

    /** keccak256(abi.encode(custody, salt)): the owner is part of the address. */
    private byte[] bound(byte[] salt) {
        return Hash.sha3(ByteBuffer.allocate(2 * WORD)
                .position(WORD - ADDRESS_BYTES)
                .put(custody)
                .put(salt)
                .array());
    }

    private static byte[] bytes(String what, String hex) {
        String form = hex.toLowerCase(Locale.ROOT);
        if (!form.matches("0x[0-9a-f]{40}")) {
            throw new IllegalArgumentException(what + " must be 0x and 40 hex digits: '" + hex + "'");
        }
        return HexFormat.of().parseHex(form, 2, form.length());
    }
}
