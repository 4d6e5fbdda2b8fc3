package io.wetoken.contracts;

import java.io.IOException;
import java.math.BigInteger;
import java.net.ConnectException;
import java.util.List;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.utils.Numeric;

/** The questions that deployment asks a node. */
final class Node {
    /** The transport's own type for answers that hold nothing of interest. */
    static final class Plain extends Response<Object> {}

    private final Web3j web3j;
    private final Web3jService service;

    Node(Web3j web3j, Web3jService service) {
        this.web3j = web3j;
        this.service = service;
    }

    Web3j web3j() {
        return web3j;
    }

    long chainId() throws IOException {
        try {
            return checked(web3j.ethChainId().send()).getChainId().longValueExact();
        } catch (ConnectException e) {
            throw new IOException("no node answers there; start one or correct chain.url", e);
        }
    }

    /** Whether it is anvil, where ether costs nothing. */
    boolean isDevelopment() throws IOException {
        return checked(web3j.web3ClientVersion().send()).getWeb3ClientVersion().startsWith("anvil/");
    }

    boolean hasCode(String address) throws IOException {
        return checked(web3j.ethGetCode(address, DefaultBlockParameterName.LATEST)
                                .send())
                        .getCode()
                        .length()
                > "0x".length();
    }

    /** Transactions of an address that are in blocks. */
    BigInteger nonce(String address) throws IOException {
        return checked(web3j.ethGetTransactionCount(address, DefaultBlockParameterName.LATEST)
                        .send())
                .getTransactionCount();
    }

    /** Transactions of an address that wait for a block. */
    long waiting(String address) throws IOException {
        BigInteger mined = nonce(address);
        return checked(web3j.ethGetTransactionCount(address, DefaultBlockParameterName.PENDING)
                        .send())
                .getTransactionCount()
                .subtract(mined)
                .longValueExact();
    }

    BigInteger balance(String address) throws IOException {
        return checked(web3j.ethGetBalance(address, DefaultBlockParameterName.LATEST)
                        .send())
                .getBalance();
    }

    /** Development chains only. */
    void setBalance(String address, BigInteger wei) throws IOException {
        checked(new Request<>("anvil_setBalance", List.of(address, Numeric.encodeQuantity(wei)), service, Plain.class)
                .send());
    }

    static <T extends Response<?>> T checked(T response) throws IOException {
        if (response.hasError()) {
            throw new IOException("the node refuses: " + response.getError().getMessage());
        }
        return response;
    }
}
