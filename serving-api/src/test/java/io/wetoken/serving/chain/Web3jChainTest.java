package io.wetoken.serving.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.wetoken.behaviour.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose address holds a key, and which repeats it in every failure, as some do. */
final class Web3jChainTest {
    private static final String KEY = "0123456789abcdef";
    private static final Address SOMEBODY = new Address("0x" + "7".repeat(40));

    private volatile int status = 200;
    private volatile String answer = "";
    private HttpServer node;
    private Web3jChain chain;

    @BeforeEach
    void start() throws IOException {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/v3/" + KEY, exchange -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        node.start();
        chain = new Web3jChain(
                "http://127.0.0.1:" + node.getAddress().getPort() + "/v3/" + KEY, new Address("0x" + "2".repeat(40)));
    }

    @AfterEach
    void stop() {
        chain.close();
        node.stop(0);
    }

    @Test
    void aRefusedKeyIsNotRepeated() {
        status = 401;
        answer = "no account has the key " + KEY;

        assertThat(failure()).hasMessage("The chain's node does not answer at the moment");
    }

    @Test
    void anErrorOfTheNodeIsNotRepeated() {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":-32000,\"message\":\"/v3/" + KEY
                + " is over its limit\"}}";

        assertThat(failure()).hasMessage("The chain's node refuses to answer");
        assertThat(failure().forTheLog()).endsWith("refuses eth_call: /v3/… is over its limit");
    }

    @Test
    void anAnswerThatIsNoBalanceIsNotRepeated() {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x" + KEY + "\"}";

        assertThat(failure()).hasMessageContaining("is not on the chain that the node knows");
    }

    @Test
    void noAnswerAtAllIsNoBalance() {
        answer = "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":null}";

        assertThat(failure()).hasMessageContaining("is not on the chain that the node knows");
    }

    @Test
    void aPageInsteadOfAnAnswerIsNotRepeated() {
        answer = "<html>" + KEY;

        assertThat(failure()).hasMessage("The chain's node does not answer at the moment");
    }

    @Test
    void aNodeThatIsGoneIsNamedInTheLogOnly() {
        node.stop(0);

        assertThat(failure()).hasMessage("The chain's node does not answer at the moment");
    }

    /** Asks for a balance; whatever went wrong, the key is in no text that we write. */
    private ChainUnavailable failure() {
        ChainUnavailable failure = catchThrowableOfType(ChainUnavailable.class, () -> chain.balance(SOMEBODY));
        assertThat(failure.getMessage())
                .doesNotContain(KEY)
                .doesNotContain(Integer.toString(node.getAddress().getPort()));
        assertThat(failure.forTheLog())
                .doesNotContain(KEY)
                .contains("127.0.0.1:" + node.getAddress().getPort());
        return failure;
    }
}
