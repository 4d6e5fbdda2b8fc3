package io.wetoken.contracts;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * What people sign so that somebody else may bring it to the chain and pay for it (EIP-712). Each message names the contract that takes it, a nonce that is good once, and a
 * deadline: the last second, since 1970, in which it is good. Digests are 32 bytes.
 */
public final class TypedMessages {
    private static final byte[] DOMAIN =
            type("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static final byte[] EXECUTE =
            type("Execute(address target,uint256 value,bytes data,uint256 nonce,uint256 deadline)");
    private static final byte[] ACCEPT = type("Accept(address owner,uint256 nonce,uint256 deadline)");
    private static final byte[] REDIRECT = type("Redirect(address account,address to,uint256 nonce,uint256 deadline)");
    private static final String ACCOUNT = "WeToken Account";
    private static final String REDIRECTS = "WeToken RewardRedirects";

    private final long chainId;

    /** @param chainId EIP-155 id of the chain that shall take what is signed */
    public TypedMessages(long chainId) {
        this.chainId = chainId;
    }

    /**
     * A call in an account's name, signed by its owner: for {@code Account.executeSigned} and {@code AccountFactory.createAndExecute}.
     *
     * @param value wei
     * @param data {@code 0x…}
     * @param nonce the account's {@code nonce()}; 0 before it is on the chain
     */
    public byte[] execute(
            String account, String target, BigInteger value, String data, BigInteger nonce, BigInteger deadline) {
        return digest(
                ACCOUNT,
                account,
                EXECUTE,
                new Address(target),
                new Uint256(value),
                new Bytes32(Hash.sha3(Numeric.hexStringToByteArray(data))),
                new Uint256(nonce),
                new Uint256(deadline));
    }

    /** That the account's coming owner takes it: for {@code Account.acceptOwnershipSigned}. */
    public byte[] accept(String account, String owner, BigInteger nonce, BigInteger deadline) {
        return digest(ACCOUNT, account, ACCEPT, new Address(owner), new Uint256(nonce), new Uint256(deadline));
    }

    /**
     * Where an account wants its rewards: for {@code RewardRedirects}.
     *
     * @param nonce the redirects' {@code nonces(account)}
     */
    public byte[] redirect(String redirects, String account, String to, BigInteger nonce, BigInteger deadline) {
        return digest(
                REDIRECTS,
                redirects,
                REDIRECT,
                new Address(account),
                new Address(to),
                new Uint256(nonce),
                new Uint256(deadline));
    }

    /** The 65 bytes r ‖ s ‖ v of a key over a digest. */
    public static byte[] signature(Credentials key, byte[] digest) {
        Sign.SignatureData signed = Sign.signMessage(digest, key.getEcKeyPair(), false);
        return joined(List.of(signed.getR(), signed.getS(), signed.getV()));
    }

    private byte[] digest(String name, String contract, byte[] type, Type<?>... fields) {
        byte[] domain =
                struct(DOMAIN, text(name), text("1"), new Uint256(BigInteger.valueOf(chainId)), new Address(contract));
        return Hash.sha3(joined(List.of(new byte[] {0x19, 0x01}, domain, struct(type, fields))));
    }

    private static byte[] struct(byte[] type, Type<?>... fields) {
        StringBuilder encoded = new StringBuilder(Numeric.toHexStringNoPrefix(type));
        Arrays.stream(fields).forEach(field -> encoded.append(TypeEncoder.encode(field)));
        return Hash.sha3(Numeric.hexStringToByteArray(encoded.toString()));
    }

    private static Bytes32 text(String text) {
        return new Bytes32(type(text));
    }

    private static byte[] type(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] joined(List<byte[]> parts) {
        byte[] all = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
