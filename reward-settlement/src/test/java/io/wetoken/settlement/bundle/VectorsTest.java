package io.wetoken.settlement.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.RefusedBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The frozen bundles that lie beside the project: what they pay, and what must be refused. */
class VectorsTest {
    private static final Path VECTORS =
            Path.of(System.getProperty("we.root", "..")).resolve("../shared/vectors");

    @TempDir
    private Path out;

    @TestFactory
    Stream<DynamicTest> everyBundlePaysWhatIsExpected() throws IOException {
        return directories(VECTORS)
                .filter(directory -> directory.getFileName().toString().startsWith("epoch-"))
                .map(directory ->
                        DynamicTest.dynamicTest(directory.getFileName().toString(), () -> {
                            PlanWriter.write(Planner.plan(BundleReader.read(directory.resolve("inputs"))), out);
                            for (String file : List.of("payouts.csv", "deferred.csv", "breakdown.csv")) {
                                assertThat(out.resolve(file))
                                        .hasSameBinaryContentAs(directory.resolve("expected/" + file));
                            }
                            ObjectMapper json = new ObjectMapper();
                            assertThat(json.readTree(out.resolve("fund.json").toFile()))
                                    .isEqualTo(json.readTree(directory
                                            .resolve("expected/fund.json")
                                            .toFile()));
                        }));
    }

    @TestFactory
    Stream<DynamicTest> everyBadBundleIsRefusedAtItsPlace() throws IOException {
        return directories(VECTORS.resolve("refused"))
                .map(directory -> DynamicTest.dynamicTest(
                        directory.getFileName().toString(),
                        () -> assertThatThrownBy(() -> BundleReader.read(directory.resolve("inputs")))
                                .isInstanceOf(RefusedBundle.class)
                                .message()
                                .startsWith(Files.readString(directory.resolve("names.txt"))
                                        .strip())));
    }

    private static Stream<Path> directories(Path parent) throws IOException {
        Assumptions.assumeTrue(
                Files.isDirectory(parent),
                "no vectors at " + parent.toAbsolutePath().normalize());
        try (Stream<Path> paths = Files.list(parent)) {
            return paths.filter(Files::isDirectory).sorted().toList().stream();
        }
    }
}
