package io.wetoken.stack.launcher.setup;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The built project: how to start any module's main in a JVM with that module's own class path. */
public record Installation(Path root) {
    public Installation {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * A command line.
     *
     * @param module the module's directory below the root, for instance {@code local-stack/kafka-server}
     * @param flags JVM flags after those of the module's {@code jvm.options}
     */
    public List<String> java(String module, String main, List<String> flags, List<String> arguments)
            throws StackException {
        return java(module, main, false, flags, arguments);
    }

    /**
     * A command line.
     *
     * @param large whether the flags of the module's {@code jvm.large.options} follow those of {@code jvm.options}, where there are some
     * @param flags JVM flags after those, which win
     */
    public List<String> java(String module, String main, boolean large, List<String> flags, List<String> arguments)
            throws StackException {
        Path home = root.resolve(module);
        List<String> line = new ArrayList<>();
        line.add(javaBinary());
        for (String options : large ? List.of("jvm.options", "jvm.large.options") : List.of("jvm.options")) {
            if (Files.exists(home.resolve(options))) {
                line.add("@" + home.resolve(options));
            }
        }
        line.addAll(flags);
        line.add("-cp");
        line.add(classPath(home));
        line.add(main);
        line.addAll(arguments);
        return List.copyOf(line);
    }

    /** The same as two words for a settings file, by way of an argument file that is written for it. */
    public String javaLine(String module, String main, Path argumentFile) throws StackException {
        List<String> words = new ArrayList<>();
        try {
            Path options = root.resolve(module).resolve("jvm.options");
            if (Files.exists(options)) {
                words.addAll(Files.readAllLines(options));
            }
            words.add("-cp");
            words.add(quoted(classPath(root.resolve(module))));
            words.add(main);
            Files.createDirectories(argumentFile.getParent());
            Files.write(argumentFile, words);
        } catch (IOException e) {
            throw StackException.failed("Cannot write " + argumentFile, e);
        }
        return javaBinary() + " @" + argumentFile;
    }

    private static String quoted(String word) {
        return '"' + word.replace("\\", "\\\\") + '"';
    }

    private static String javaBinary() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The module's own jar, and then everything that it needs. */
    public List<Path> jars(String module) throws StackException {
        return Stream.of(classPath(root.resolve(module)).split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    private static String classPath(Path module) throws StackException {
        Path list = module.resolve("target/classpath.txt");
        try {
            return jar(module) + File.pathSeparator + Files.readString(list).strip();
        } catch (IOException e) {
            throw notBuilt(list);
        }
    }

    private static Path jar(Path module) throws IOException, StackException {
        String prefix = module.getFileName() + "-";
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().matches(".*-[0-9.]+\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> notBuilt(module.resolve("target")));
        }
    }

    private static StackException notBuilt(Path missing) {
        return StackException.failed(
                missing + " is not there: build the project with 'mvn package -DskipTests', or let ./we do it");
    }
}
