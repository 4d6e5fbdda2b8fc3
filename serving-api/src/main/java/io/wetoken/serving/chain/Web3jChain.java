package io.wetoken.serving.chain;

import io.wetoken.behaviour.Address;
import io.wetoken.behaviour.TokenAmount;
import java.io.IOException;
import java.math.BigInteger;
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
import org.web3j.protocol.http.HttpService;
import org.web3j.utils.Numeric;

/** {@link Chain} over a node's JSON-RPC. A node that does not answer within {@link #PATIENCE} is unavailable. */
public final class Web3jChain implements Chain {
    static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String url;
    private final Address token;
    private final Web3j web3j;

    public Web3jChain(String url, Address token) {
        this.url = url;
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
        if (!answer.matches("0x[0-9a-fA-F]{64}")) {
            throw new ChainUnavailable("The token " + token + " on the node at " + url + " answers '" + answer
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
        } catch (IOException e) {
            throw new ChainUnavailable("The node at " + url + " does not answer: " + e.getMessage(), e);
        }
        if (response.hasError()) {
            throw new ChainUnavailable("The node at " + url + " refuses " + request.getMethod() + ": "
                    + response.getError().getMessage());
        }
        return response;
    }

    @Override
    public void close() {
        web3j.shutdown();
    }
}
