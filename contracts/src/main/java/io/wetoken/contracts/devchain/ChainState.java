package io.wetoken.contracts.devchain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The chain's state on disk. Anvil can write one itself ({@code --state}), but in place: killed while it writes, it leaves half a file and never starts
 * again. Here each state is written beside the last and renamed.
 */
final class ChainState {
    private final Path file;
    private final Path unpacked;
    private String saved = "";

    ChainState(Path directory) {
        this.file = directory.resolve("state.json.gz");
        this.unpacked = directory.resolve("load.json");
    }

    /** Saves what anvil holds now, if it is anything new. */
    void save(Rpc anvil) throws IOException, InterruptedException {
        String dump = anvil.call("anvil_dumpState");
        if (dump.equals(saved)) {
            return;
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel out = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(dump, 2, dump.length()));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        saved = dump;
    }

    /** The saved state as anvil's {@code --load-state} reads it; empty for a new chain. */
    Optional<Path> unpack() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(in, unpacked, StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(unpacked);
    }

    /** Removes what {@link #unpack} wrote; it may be many times the saved file. */
    void discardUnpacked() throws IOException {
        Files.deleteIfExists(unpacked);
    }
}
