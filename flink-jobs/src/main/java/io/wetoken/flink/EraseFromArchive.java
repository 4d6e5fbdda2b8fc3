package io.wetoken.flink;

import io.wetoken.flink.erase.EraseCommand;
import picocli.CommandLine;

/** Erases a person from the archive; see {@link EraseCommand}. */
public final class EraseFromArchive {
    private EraseFromArchive() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new EraseCommand()).execute(args));
    }
}
