package io.wetoken.stack.launcher.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a node says about the token, by its JSON-RPC alone. */
final class TokenChain {
    /** keccak256 of {@code Transfer(address,address,uint256)}, ERC-20. */
    /** Root, total, chunks, where the data begin, opening; then the data's length and their 36 bytes. */
    private static final int COMMITTED_WORDS = 8;

    private static final String TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";
    /** First four bytes of keccak256 of {@code balanceOf(address)}. */
    private static final String BALANCE_OF = "0x70a08231";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI node;
    private final String token;
    private final String pool;

    private TokenChain(URI node, String token, String pool) {
        this.node = node;
        this.token = token;
        this.pool = pool;
    }

    /** @param contracts the file that the deployment writes */
    static TokenChain of(String node, Path contracts) throws IOException {
        JsonNode deployed = JSON.readTree(contracts.toFile());
        return new TokenChain(
                URI.create(node),
                deployed.get("token").asText(),
                deployed.get("pool").asText());
    }

    /** A transfer of the pool's tokens. */
    record Payment(String recipient, BigInteger amount) {}

    /** All that the pool ever transferred, in the order of the chain. */
    List<Payment> paidByPool() throws IOException, InterruptedException {
        ObjectNode filter = filter(token);
        filter.putArray("topics").add(TRANSFER).add(word(pool));
        List<Payment> payments = new ArrayList<>();
        for (JsonNode log : call("eth_getLogs", filter)) {
            String recipient = log.get("topics").get(2).asText();
            payments.add(new Payment(
                    "0x" + recipient.substring(recipient.length() - 40),
                    number(log.get("data").asText())));
        }
        return payments;
    }

    /** The root that the pool committed for a day: the first word of its one event of that day that names root, total, chunks, data and opening. */
    String root(long day) throws IOException, InterruptedException {
        ObjectNode filter = filter(pool);
        filter.putArray("topics").addNull().add(String.format("0x%064x", day));
        List<String> roots = new ArrayList<>();
        for (JsonNode log : call("eth_getLogs", filter)) {
            String data = log.get("data").asText();
            if (data.length() == 2 + COMMITTED_WORDS * 64) {
                roots.add(data.substring(0, 2 + 64));
            }
        }
        if (roots.size() != 1) {
            throw new AssertionError("The pool committed day " + day + " with the roots " + roots);
        }
        return roots.get(0);
    }

    /** Base units of one address at the newest block. */
    BigInteger balance(String address) throws IOException, InterruptedException {
        ObjectNode call = JSON.createObjectNode()
                .put("to", token)
                .put("data", BALANCE_OF + word(address).substring(2));
        return number(call("eth_call", call).asText());
    }

    long height() throws IOException, InterruptedException {
        return number(call("eth_blockNumber", null).asText()).longValueExact();
    }

    long chainId() throws IOException, InterruptedException {
        return number(call("eth_chainId", null).asText()).longValueExact();
    }

    private static ObjectNode filter(String address) {
        return JSON.createObjectNode()
                .put("address", address)
                .put("fromBlock", "0x0")
                .put("toBlock", "latest");
    }

    private JsonNode call(String method, ObjectNode parameter) throws IOException, InterruptedException {
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1).put("method", method);
        ArrayNode parameters = request.putArray("params");
        if (parameter != null) {
            parameters.add(parameter);
            if (method.equals("eth_call")) {
                parameters.add("latest");
            }
        }
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(node)
                        .header("content-type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(request.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode result = JSON.readTree(answer.body()).get("result");
        if (result == null) {
            throw new IOException(method + " is answered with " + answer.body());
        }
        return result;
    }

    private static String word(String address) {
        return "0x" + "0".repeat(24) + address.substring(2);
    }

    private static BigInteger number(String hex) {
        return new BigInteger(hex.substring(2), 16);
    }
}
