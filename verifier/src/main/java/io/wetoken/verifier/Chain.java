package io.wetoken.verifier;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** What a node says that the reward pool holds, by {@code eth_call}. */
final class Chain {
    private static final int WORD = 32;
    private static final int MOST_CID = 64;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final URI node;
    private final String pool;

    /** @param pool address of the reward pool */
    Chain(URI node, String pool) {
        this.node = node;
        this.pool = pool;
    }

    /** What is committed for an epoch. {@code root} is in hex, {@code chunks} a count, the amounts are base units. */
    record Epoch(boolean committed, String root, BigInteger total, BigInteger paid, int chunks) {}

    Epoch epoch(long day) throws IOException {
        byte[] answer = call("epochOf(uint256)", 5 * WORD, ChunkTree.word(day));
        return new Epoch(
                uint(answer, 4).signum() != 0,
                "0x" + Cid.hex(Arrays.copyOf(answer, WORD)),
                uint(answer, 1),
                uint(answer, 2),
                uint(answer, 3).intValueExact());
    }

    /** The content id of what the epoch was computed from; no bytes when none is committed. */
    byte[] dataCid(long day) throws IOException {
        byte[] answer = call("dataCidOf(uint256)", 2 * WORD, ChunkTree.word(day));
        int length = uint(answer, 1).min(BigInteger.valueOf(MOST_CID)).intValueExact();
        if (answer.length < 2 * WORD + length) {
            throw new IOException("The node at " + node + " answered with too few bytes: " + answer.length);
        }
        return Arrays.copyOfRange(answer, 2 * WORD, 2 * WORD + length);
    }

    boolean isPaid(long day, int chunk) throws IOException {
        return uint(call("isPaid(uint256,uint256)", WORD, ChunkTree.word(day), ChunkTree.word(chunk)), 0)
                        .signum()
                != 0;
    }

    private static BigInteger uint(byte[] answer, int word) {
        return new BigInteger(1, answer, word * WORD, WORD);
    }

    private byte[] call(String function, int least, byte[]... arguments) throws IOException {
        StringBuilder data = new StringBuilder(
                Cid.hex(Arrays.copyOf(Keccak256.hash(function.getBytes(StandardCharsets.US_ASCII)), 4)));
        for (byte[] argument : arguments) {
            data.append(Cid.hex(argument));
        }
        ObjectNode question = Json.object().put("jsonrpc", "2.0").put("id", 1).put("method", "eth_call");
        question.putArray("params")
                .add(Json.object().put("to", pool).put("data", "0x" + data))
                .add("latest");
        ObjectNode answer = ask(question.toString());
        Optional<String> result = Json.text(answer.get("result")).filter(hex -> hex.matches("0x([0-9a-fA-F]{2})*"));
        if (result.isEmpty()) {
            throw new IOException("The node at " + node + " refuses " + function + ": " + answer.get("error"));
        }
        byte[] bytes = HexFormat.of().parseHex(result.get().substring(2));
        if (bytes.length < least) {
            throw new IOException("The node at " + node + " knows no reward pool at " + pool + ": " + function
                    + " gives " + bytes.length + " bytes");
        }
        return bytes;
    }

    private ObjectNode ask(String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(node)
                .timeout(Duration.ofSeconds(60))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return Json.object("the answer of " + node, answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while asking " + node, e);
        } catch (IOException e) {
            throw e instanceof Refused ? e : new IOException("No node answers at " + node + ": " + e, e);
        }
    }
}
