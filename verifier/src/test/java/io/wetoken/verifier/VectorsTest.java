package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The frozen bundles that lie beside the project, by an implementation that shares nothing with the planner. */
class VectorsTest {
    private static final Path ROOT = Path.of(System.getProperty("we.root", ".."));
    private static final Path VECTORS = ROOT.resolve("../shared/vectors");

    @TestFactory
    Stream<DynamicTest> everyBundlePaysWhatIsExpected() throws IOException {
        return directories(VECTORS)
                .filter(directory -> directory.getFileName().toString().startsWith("epoch-"))
                .map(directory ->
                        DynamicTest.dynamicTest(directory.getFileName().toString(), () -> {
                            Plan plan = Rule.apply(bundle(directory));
                            Path expected = directory.resolve("expected");
                            assertThat(plan.payoutsCsv())
                                    .isEqualTo(Files.readAllLines(expected.resolve("payouts.csv")));
                            assertThat(plan.deferredCsv())
                                    .isEqualTo(Files.readAllLines(expected.resolve("deferred.csv")));
                            assertThat(plan.breakdownCsv())
                                    .isEqualTo(Files.readAllLines(expected.resolve("breakdown.csv")));
                            Map<String, BigInteger> fund = new HashMap<>();
                            Json.object("fund.json", Files.readString(expected.resolve("fund.json")))
                                    .properties()
                                    .forEach(figure -> fund.put(
                                            figure.getKey(),
                                            new BigInteger(figure.getValue().asText())));
                            assertThat(plan.figures()).isEqualTo(fund);
                            assertThat(plan.money()).isEqualTo(bundle(directory).money());
                        }));
    }

    @TestFactory
    Stream<DynamicTest> everyBadBundleIsRefusedAtItsPlace() throws IOException {
        return directories(VECTORS.resolve("refused"))
                .map(directory -> DynamicTest.dynamicTest(
                        directory.getFileName().toString(),
                        () -> assertThatThrownBy(() -> bundle(directory))
                                .isInstanceOf(Refused.class)
                                .message()
                                .startsWith(Files.readString(directory.resolve("names.txt"))
                                        .strip())));
    }

    /** The vectors of the chain's tree, which the contracts' tests read as well. */
    @Test
    void everyTreeHasTheRootAndTheProofsOfTheContracts() throws IOException {
        JsonNode cases = Json.object("merkle.json", Files.readString(ROOT.resolve("contracts/vectors/merkle.json")))
                .path("cases");
        assertThat(cases).hasSizeGreaterThan(8);
        for (JsonNode tree : cases) {
            List<byte[]> packed = texts(tree.path("packed")).stream()
                    .map(hex -> HexFormat.of().parseHex(hex.substring(2)))
                    .toList();
            ChunkTree built = ChunkTree.ofPacked(tree.path("epochId").longValue(), packed);
            assertThat("0x" + Cid.hex(built.root())).isEqualTo(tree.path("root").textValue());
            for (int chunk = 0; chunk < packed.size(); chunk++) {
                assertThat(built.proof(chunk).stream()
                                .map(node -> "0x" + Cid.hex(node))
                                .toList())
                        .isEqualTo(texts(tree.path("proofs").path(chunk)));
            }
        }
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    private static Bundle bundle(Path directory) throws IOException {
        return Bundle.read(name -> {
            Path file = directory.resolve("inputs").resolve(name);
            if (!Files.exists(file)) {
                throw new Refused(name, "the file is missing");
            }
            return Files.readAllBytes(file);
        });
    }

    private static Stream<Path> directories(Path parent) throws IOException {
        Assumptions.assumeTrue(Files.isDirectory(parent), "no vectors at " + parent);
        try (Stream<Path> paths = Files.list(parent)) {
            return paths.filter(Files::isDirectory).sorted().toList().stream();
        }
    }
}
