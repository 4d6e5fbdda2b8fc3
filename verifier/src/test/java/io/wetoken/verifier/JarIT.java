package io.wetoken.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar and {@code lib/}, copied out of the build as a stranger gets them. */
class JarIT {
    private static final Path ROOT = Path.of(System.getProperty("we.root", ".."));
    private static final Path INPUTS = ROOT.resolve("../shared/vectors/epoch-01/inputs");
    private static final Path TARGET = ROOT.resolve("verifier/target");
    private static final String ACCOUNT = "0x" + "3f".repeat(20);

    @TempDir
    private Path dir;

    @Test
    void theJarWithItsTwoLibrariesBesideItChecksAPublication() throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isDirectory(INPUTS), "no vectors at " + INPUTS);
        Path jar = install();
        Map<String, String> files = new TreeMap<>(Map.of(
                "inputs/activity.csv", "account,points\n" + ACCOUNT + ",10\n",
                "inputs/affinity.csv", "account,space,points\n",
                "inputs/spaces.csv", "space,owner,ownerSharePpm\n",
                "inputs/contribution.csv", "creator,base,promotion,disseminatorSharePpm\n",
                "inputs/referrals.csv", "creator,disseminator,points\n",
                "inputs/deferred.csv", "account,amount\n",
                "inputs/indicators.csv", Files.readString(INPUTS.resolve("indicators.csv")),
                "inputs/params.json", Files.readString(INPUTS.resolve("params.json"))));
        Bundle bundle = Bundle.read(name -> files.get("inputs/" + name).getBytes(StandardCharsets.UTF_8));
        Plan plan = Rule.apply(bundle);
        files.put("plan/payouts.csv", String.join("\n", plan.payoutsCsv()));
        files.put("plan/deferred.csv", String.join("\n", plan.deferredCsv()));
        files.put("plan/breakdown.csv", String.join("\n", plan.breakdownCsv()));
        ObjectNode fund = Json.object();
        plan.figures().forEach((name, value) -> fund.put(name, value.toString()));
        files.put("plan/fund.json", fund.toString());
        publish(bundle.params().epoch().toString(), files);

        assertThat(plan.payouts()).hasSize(1);
        String root = Cid.hex(ChunkTree.of(bundle.params().epoch().toEpochDay(), plan.payouts())
                .root());
        assertThat(run(jar, dir.resolve("published").toString()))
                .contains("0x" + root, "All that was checked agrees.")
                .endsWith("exit 0");
        assertThat(run(jar, dir.resolve("published").toString(), "--cid", "bafkrei" + "a".repeat(52)))
                .contains("DIFFERS")
                .endsWith("exit 1");
    }

    private Path install() throws IOException {
        Path home = Files.createDirectories(dir.resolve("stranger/lib")).getParent();
        try (Stream<Path> libraries = Files.list(TARGET.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, home.resolve("lib").resolve(library.getFileName()));
            }
        }
        try (Stream<Path> built = Files.list(TARGET)) {
            Path jar = built.filter(file -> file.getFileName().toString().matches("verifier-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow();
            return Files.copy(jar, home.resolve("verifier.jar"));
        }
    }

    private void publish(String epoch, Map<String, String> files) throws IOException {
        ObjectNode index = Json.object().put("version", 1).put("epoch", epoch);
        ArrayNode list = index.putArray("files");
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
            list.addObject()
                    .put("path", file.getKey())
                    .put("bytes", bytes.length)
                    .put("sha256", Cid.hex(Cid.sha256(bytes)));
            Path target = dir.resolve("published").resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.write(target, bytes);
        }
        Files.writeString(dir.resolve("published/index.json"), index.toString());
    }

    /** @return what it said, and its exit status at the end */
    private String run(Path jar, String... arguments) throws IOException, InterruptedException {
        Path out = dir.resolve("out.txt");
        List<String> line = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-jar",
                                jar.toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return Files.readString(out, StandardCharsets.UTF_8) + "exit " + process.exitValue();
    }
}
