package io.wetoken.settlement.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.settlement.EpochCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
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
                            Path plan = out.resolve(directory.getFileName());
                            assertThat(plan(directory, plan, new StringWriter()))
                                    .isZero();
                            for (String file : List.of("payouts.csv", "deferred.csv", "breakdown.csv", "fund.json")) {
                                assertThat(plan.resolve(file))
                                        .hasSameBinaryContentAs(directory.resolve("expected/" + file));
                            }
                        }));
    }

    @TestFactory
    Stream<DynamicTest> everyBadBundleIsRefusedAtItsPlace() throws IOException {
        return directories(VECTORS.resolve("refused"))
                .map(directory ->
                        DynamicTest.dynamicTest(directory.getFileName().toString(), () -> {
                            Path plan = out.resolve(directory.getFileName());
                            StringWriter said = new StringWriter();
                            assertThat(plan(directory, plan, said)).isEqualTo(2);
                            assertThat(said.toString())
                                    .startsWith(Files.readString(directory.resolve("names.txt"))
                                            .strip());
                            assertThat(plan).doesNotExist();
                        }));
    }

    /** As {@code ./we epoch plan} does it. @return the exit status */
    private static int plan(Path bundle, Path out, StringWriter errors) {
        return EpochCommand.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors))
                .execute("plan", "--inputs", bundle.resolve("inputs").toString(), "--out", out.toString());
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
