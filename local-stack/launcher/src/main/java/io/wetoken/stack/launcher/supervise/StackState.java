package io.wetoken.stack.launcher.supervise;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wetoken.stack.launcher.setup.Home;
import io.wetoken.stack.launcher.setup.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What the supervisor says of itself to the other commands, in one file.
 *
 * @param state {@code STARTING}, {@code READY}, {@code STOPPING}, {@code STOPPED} or {@code FAILED}
 * @param message why it failed, or empty
 * @param pid the supervisor's
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record StackState(String state, String message, long pid, List<Server> servers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param port 0 when it listens on none */
    public record Server(String name, String state, long pid, int port, String log, double seconds) {}

    static Path file(Home home) {
        return home.run().resolve("state.json");
    }

    void write(Home home) throws StackException {
        Path file = file(home);
        try {
            Path next = file.resolveSibling("state.next");
            Files.write(next, JSON.writeValueAsBytes(this));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw StackException.failed("Cannot write " + file, e);
        }
    }

    public static Optional<StackState> read(Home home) throws StackException {
        Path file = file(home);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), StackState.class));
        } catch (JsonProcessingException e) {
            throw StackException.failed(file + " is not what a supervisor writes; ./we down clears it", e);
        } catch (IOException e) {
            throw StackException.failed("Cannot read " + file, e);
        }
    }

    /** Forgets a supervisor that is gone. */
    public static void clear(Home home) throws StackException {
        try {
            Files.deleteIfExists(file(home));
        } catch (IOException e) {
            throw StackException.failed("Cannot delete " + file(home), e);
        }
    }
}
