package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
                            Map<String, Object> fund =
                                    Json.object("fund.json", Files.readString(expected.resolve("fund.json")));
                            fund.replaceAll((name, value) -> new BigInteger(value.toString()));
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
        Map<String, Object> vectors =
                Json.object("merkle.json", Files.readString(ROOT.resolve("contracts/vectors/merkle.json")));
        List<?> cases = (List<?>) vectors.get("cases");
        assertThat(cases).hasSizeGreaterThan(8);
        for (Object one : cases) {
            Map<?, ?> tree = (Map<?, ?>) one;
            List<byte[]> packed = ((List<?>) tree.get("packed"))
                    .stream()
                            .map(hex -> HexFormat.of().parseHex(hex.toString().substring(2)))
                            .toList();
            ChunkTree built = ChunkTree.ofPacked(((BigInteger) tree.get("epochId")).longValueExact(), packed);
            assertThat("0x" + Cid.hex(built.root())).isEqualTo(tree.get("root"));
            for (int chunk = 0; chunk < packed.size(); chunk++) {
                assertThat(built.proof(chunk).stream()
                                .map(node -> "0x" + Cid.hex(node))
                                .toList())
                        .isEqualTo(((List<?>) tree.get("proofs")).get(chunk));
            }
        }
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
