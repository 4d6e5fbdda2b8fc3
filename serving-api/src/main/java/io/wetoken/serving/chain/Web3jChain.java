package io.wetoken.serving.chain;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import okhttp3.OkHttpClient;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/** {@link Chain} over a node's JSON-RPC. A node that does not answer within {@link #PATIENCE} is unavailable. */
public final class Web3jChain implements Chain {
    static final Duration PATIENCE = Duration.ofSeconds(3);
    /** A shorter part of a path is a version such as {@code v3}. */
    private static final int SHORTEST_KEY = 4;

    private final URI url;
    private final Address token;
    private final Web3j web3j;

    public Web3jChain(String url, Address token) {
        this.url = URI.create(url);
        this.token = token;
        OkHttpClient client = new OkHttpClient.Builder().callTimeout(PATIENCE).build();
        this.web3j = Web3j.build(new HttpService(url, client));
    }

    @Override
    public TokenAmount balance(Address address) throws ChainUnavailable {
        Function balanceOf = new Function(
                "balanceOf",
                List.of(new org.web3j.abi.datatypes.Address(address.hex())),
                List.of(new TypeReference<Uint256>() {}));
        String call = FunctionEncoder.encode(balanceOf);
        String answer = ask(web3j.ethCall(
                        Transaction.createEthCallTransaction(null, token.hex(), call),
                        DefaultBlockParameterName.LATEST))
                .getValue();
        if (answer == null || !answer.matches("0x[0-9a-fA-F]{64}")) {
            throw new ChainUnavailable(
                    "The token " + token + " is not on the chain that the node knows",
                    "The token " + token + " on the node at " + node() + " answers '"
                            + withoutAddress(String.valueOf(answer))
                            + "' instead of a balance: is it deployed on this chain?");
        }
        return new TokenAmount(new BigInteger(Numeric.cleanHexPrefix(answer), 16));
    }

    @Override
    public long height() throws ChainUnavailable {
        return ask(web3j.ethBlockNumber()).getBlockNumber().longValueExact();
    }

    private <T extends Response<?>> T ask(Request<?, T> request) throws ChainUnavailable {
        T response;
        try {
            response = request.send();
        } catch (IOException | ClientConnectionException e) {
            throw new ChainUnavailable(
                    "The chain's node does not answer at the moment",
                    "The node at " + node() + " does not answer: " + withoutAddress(String.valueOf(e.getMessage())),
                    e);
        }
        if (response.hasError()) {
            throw new ChainUnavailable(
                    "The chain's node refuses to answer",
                    "The node at " + node() + " refuses " + request.getMethod() + ": "
                            + withoutAddress(String.valueOf(response.getError().getMessage())));
        }
        return response;
    }

    private String node() {
        return url.getRawAuthority();
    }

    /** Nodes and clients repeat the address that they were asked at, or a part of it. */
    private String withoutAddress(String text) {
        String clean = text;
        for (String segment : url.getRawPath().split("/", -1)) {
            if (segment.length() >= SHORTEST_KEY) {
                clean = clean.replace(segment, "…");
            }
        }
        return clean;
    }

    @Override
    public void close() {
        web3j.shutdown();
    }
}
