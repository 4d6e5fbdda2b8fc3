package io.wetoken.settlement.published;

import io.wetoken.behaviour.files.Digests;
import io.wetoken.settlement.bundle.Json;
import io.wetoken.settlement.core.Planner;
import io.wetoken.settlement.core.Rule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which code planned: the SHA-256 of the lines {@code sha256 blank path} of the compiled classes that read a bundle, apply the rule and write a plan, in the
 * order of their paths. The compiler gives the same classes for the same sources and JDK, and no class outside these two packages decides an amount.
 */
final class RuleCode {
    private static final String ROOT = "io/wetoken/settlement/";
    private static final List<String> PACKAGES = List.of(ROOT + "bundle", ROOT + "core");

    private RuleCode() {}

    /** The text of code.json. */
    static String json() throws IOException {
        Map<String, String> code = new LinkedHashMap<>();
        code.put("rule", Integer.toString(Rule.VERSION));
        code.put("sha256", "\"" + sha256() + "\"");
        code.put("covers", "\"the compiled classes of " + String.join(" and ", PACKAGES) + "\"");
        return Json.object(code) + "\n";
    }

    static String sha256() throws IOException {
        Path from;
        try {
            from = Path.of(Planner.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("Cannot tell where the rule's classes are: " + e.getMessage(), e);
        }
        if (Files.isDirectory(from)) {
            return sha256(from);
        }
        try (FileSystem jar = FileSystems.newFileSystem(from)) {
            return sha256(jar.getPath("/"));
        }
    }

    private static String sha256(Path root) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(root.resolve(name))) {
                for (String path : files.map(file -> name + "/" + file.getFileName())
                        .filter(path -> path.endsWith(".class"))
                        .sorted()
                        .toList()) {
                    try (InputStream in = Files.newInputStream(root.resolve(path))) {
                        lines.append(Digests.sha256(in))
                                .append(' ')
                                .append(path)
                                .append('\n');
                    }
                }
            }
        }
        return Digests.sha256(new ByteArrayInputStream(lines.toString().getBytes(StandardCharsets.UTF_8)));
    }
}
