package io.wetoken.contracts.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.web3j.utils.Numeric;

/**
 * {@code vectors/merkle.json} holds what this code makes of seeded payments; the Solidity tests recompute its leaves and roots in their own way and push
 * every chunk with its proof. With {@code -Dvectors.write=true} the file is written anew.
 */
class VectorsTest {
    private static final Path FILE = Path.of("vectors/merkle.json");
    private static final long SEED = 5745;
    private static final int WHOLE_AND_REST = 501;

    /** Number of chunks of each case; 0 is left to other tests, for there is nothing to push. */
    private static final List<Integer> COUNTS = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 13);

    @Test
    void theCheckedInVectorsAreWhatThisCodeMakes() throws IOException {
        String made = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(vectors()) + "\n";
        if (Boolean.getBoolean("vectors.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    @Test
    void everyProofOfTheFileVerifiesAndNoOther() throws IOException {
        for (JsonNode vector : new ObjectMapper().readTree(FILE.toFile()).get("cases")) {
            byte[] root = bytes(vector.get("root"));
            List<byte[]> leaves = list(vector.get("leaves"));
            assertThat(MerkleTree.of(leaves).root()).isEqualTo(root);
            for (int i = 0; i < leaves.size(); i++) {
                List<byte[]> proof = list(vector.get("proofs").get(i));
                byte[] packed = bytes(vector.get("packed").get(i));
                assertThat(Chunk.leaf(vector.get("epochId").asLong(), i, packed))
                        .isEqualTo(leaves.get(i));
                assertThat(MerkleTree.of(leaves).proof(i)).containsExactlyElementsOf(proof);
                for (int other = 0; other < leaves.size(); other++) {
                    assertThat(MerkleTree.verify(root, leaves.get(other), proof))
                            .isEqualTo(other == i);
                }
            }
        }
    }

    private static ObjectNode vectors() {
        Random random = new Random(SEED);
        ObjectNode file = new ObjectMapper().createObjectNode();
        file.put("count", COUNTS.size() + 1);
        ArrayNode cases = file.putArray("cases");
        long epochId = 0;
        for (int count : COUNTS) {
            List<Chunk> chunks = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                chunks.add(new Chunk(i, payments(1 + random.nextInt(3), random)));
            }
            describe(cases.addObject(), epochId, chunks);
            epochId = 2 * epochId + 1 + random.nextInt(9);
        }
        describe(cases.addObject(), 20_780, Chunks.cut(payments(WHOLE_AND_REST, random)));
        return file;
    }

    private static List<Payment> payments(int count, Random random) {
        List<Payment> payments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] address = new byte[20];
            random.nextBytes(address);
            payments.add(new Payment(
                    Numeric.toHexString(address), new BigInteger(1 + random.nextInt(64), random).add(BigInteger.ONE)));
        }
        return payments;
    }

    private static void describe(ObjectNode vector, long epochId, List<Chunk> chunks) {
        MerkleTree tree = MerkleTree.of(epochId, chunks);
        vector.put("epochId", epochId);
        vector.put(
                "total",
                chunks.stream()
                        .map(Chunk::total)
                        .reduce(BigInteger.ZERO, BigInteger::add)
                        .toString());
        vector.put("root", Numeric.toHexString(tree.root()));
        chunks.forEach(chunk -> vector.withArray("packed").add(Numeric.toHexString(chunk.packed())));
        chunks.forEach(chunk -> vector.withArray("leaves").add(Numeric.toHexString(chunk.leaf(epochId))));
        for (int i = 0; i < chunks.size(); i++) {
            ArrayNode proof = vector.withArray("proofs").addArray();
            tree.proof(i).forEach(node -> proof.add(Numeric.toHexString(node)));
        }
    }

    private static byte[] bytes(JsonNode hex) {
        return Numeric.hexStringToByteArray(hex.asText());
    }

    private static List<byte[]> list(JsonNode hexes) {
        List<byte[]> list = new ArrayList<>();
        hexes.forEach(hex -> list.add(bytes(hex)));
        return list;
    }
}
