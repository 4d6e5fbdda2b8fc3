package io.wetoken.contracts.merkle;

import static org.assertj.core.api.Assertions.assertThat;

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
 * {@code vectors/airdrop.json} holds the trees that this code makes of seeded claims; the Solidity tests start each as an airdrop and claim all of it. With
 * {@code -Dvectors.write=true} the file is written anew.
 */
class AirdropVectorsTest {
    private static final Path FILE = Path.of("vectors/airdrop.json");
    private static final long SEED = 7739;
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(88).subtract(BigInteger.ONE);

    /** Claims of each airdrop, whose id is its place here. */
    private static final List<Integer> COUNTS = List.of(1, 2, 3, 5, 8, 13);

    @Test
    void theCheckedInVectorsAreWhatThisCodeMakes() throws IOException {
        String made = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(vectors()) + "\n";
        if (Boolean.getBoolean("vectors.write")) {
            Files.writeString(FILE, made);
        }
        assertThat(made).isEqualTo(Files.readString(FILE));
    }

    private static ObjectNode vectors() {
        Random random = new Random(SEED);
        ObjectNode file = new ObjectMapper().createObjectNode();
        file.put("count", COUNTS.size());
        ArrayNode cases = file.putArray("cases");
        for (int airdropId = 0; airdropId < COUNTS.size(); airdropId++) {
            List<AirdropClaim> claims = new ArrayList<>();
            for (int index = 0; index < COUNTS.get(airdropId); index++) {
                byte[] address = new byte[20];
                random.nextBytes(address);
                BigInteger amount = index == 0 ? LARGEST : new BigInteger(1 + random.nextInt(64), random);
                claims.add(
                        new AirdropClaim(index, new Payment(Numeric.toHexString(address), amount.add(BigInteger.ONE))));
            }
            describe(cases.addObject(), airdropId, claims);
        }
        return file;
    }

    private static void describe(ObjectNode vector, long airdropId, List<AirdropClaim> claims) {
        MerkleTree tree = MerkleTree.of(
                claims.stream().map(claim -> claim.leaf(airdropId)).toList());
        BigInteger total =
                claims.stream().map(claim -> claim.payment().amount()).reduce(BigInteger.ZERO, BigInteger::add);
        vector.put("root", Numeric.toHexString(tree.root())).put("total", total.toString());
        ArrayNode list = vector.putArray("claims");
        for (AirdropClaim claim : claims) {
            ObjectNode one = list.addObject()
                    .put("account", claim.payment().recipient())
                    .put("amount", claim.payment().amount().toString())
                    .put("leaf", Numeric.toHexString(claim.leaf(airdropId)));
            ArrayNode proof = one.putArray("proof");
            tree.proof(claim.index()).forEach(node -> proof.add(Numeric.toHexString(node)));
        }
    }
}
