package io.wetoken.stack.launcher.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.wetoken.stack.launcher.WeProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A guide below docs, whose shown commands are typed in a shell, block by block, in a directory with what a reader is supposed to have. */
public final class Guide {
    private final Path document;
    private final Path directory;
    private final Map<String, String> replacements;

    /**
     * @param directory an empty one
     * @param replacements what the guide shows, and what it is on this stack
     */
    public Guide(String name, Path directory, Map<String, String> replacements) throws IOException {
        this.document = WeProcess.root().resolve("docs").resolve(name + ".md");
        this.directory = Files.createDirectories(directory);
        this.replacements = replacements;
        zip(directory.resolve("train.txt.gz"), "1 10 11\n2 10 11 12\n3 11 12\n4 13\n");
        zip(directory.resolve("test.txt.gz"), "1 12\n4 10 12\n");
    }

    /** Every block must end with status 0, and what it shows below its commands must be part of what they print. */
    public void follow(Path home) throws IOException, InterruptedException {
        follow(home, "");
    }

    /** Only those blocks that show this command. */
    public void follow(Path home, String shownCommand) throws IOException, InterruptedException {
        List<List<String>> blocks = Documents.blocks(document, "console").stream()
                .filter(block -> block.stream().anyMatch(line -> line.contains(shownCommand)))
                .toList();
        assertThat(blocks).as("commands in %s", document).isNotEmpty();
        for (List<String> block : blocks) {
            String commands = String.join(
                    "\n",
                    block.stream()
                            .filter(line -> line.startsWith("$ "))
                            .map(line -> line.substring(2))
                            .map(this::here)
                            .toList());
            ProcessBuilder shell = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", commands)
                    .directory(directory.toFile())
                    .redirectErrorStream(true);
            shell.environment().put("WE_HOME", home.toString());
            shell.environment().put("WE_BUILD", "never");
            Process process = shell.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as("%s%n%s", commands, said).isZero();
            for (String shown : block) {
                if (!shown.startsWith("$ ")) {
                    assertThat(said).as(commands).contains(shown);
                }
            }
        }
    }

    private String here(String command) {
        String here = command.replace("./we ", WeProcess.root().resolve("we") + " ");
        for (Map.Entry<String, String> replacement : replacements.entrySet()) {
            here = here.replace(replacement.getKey(), replacement.getValue());
        }
        return here;
    }

    private static void zip(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
