package io.wetoken.stack.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A server of {@code local-stack}, ready when it has printed {@code READY}. */
abstract class JavaServer extends ServerProcess {
    JavaServer(String name, String module, String main, List<String> arguments) throws IOException {
        super(name, dir -> {
            List<String> line = new ArrayList<>(java(module, main));
            line.addAll(List.of(
                    "--dir",
                    dir.toString(),
                    "--parent",
                    Long.toString(ProcessHandle.current().pid())));
            line.addAll(arguments);
            return line;
        });
    }

    @Override
    boolean ready() throws IOException {
        return output().stream().anyMatch(line -> line.startsWith("READY "));
    }

    static List<String> java(String module, String main) {
        Path home = TestServers.root().resolve("local-stack").resolve(module);
        Path classPath = home.resolve("target/classpath.txt");
        try {
            String all = home.resolve("target/classes")
                    + java.io.File.pathSeparator
                    + Files.readString(classPath).strip();
            return List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "@" + home.resolve("jvm.options"),
                    "-cp",
                    all,
                    main);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Cannot read " + classPath + "; build it with: mvn package -DskipTests -pl local-stack/" + module,
                    e);
        }
    }
}
