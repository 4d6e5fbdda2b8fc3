package io.wetoken.settlement.chain;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Looks again before it is believed that something is wrong: two answers of a node, or of several behind one address, may be of different blocks, and a later one
 * of an earlier block. What is still so after a while is so.
 */
public final class Doubt {
    private static final int LOOKS = 30;
    private static final Duration AGAIN = Duration.ofMillis(100);

    private Doubt() {}

    /** Tells what is wrong, if anything is. */
    public interface Look {
        Optional<String> look() throws IOException;
    }

    /** @throws ChainException with what the last look said, when each said that something is wrong */
    static void ask(Look look) throws IOException {
        Optional<String> wrong = lasting(look);
        if (wrong.isPresent()) {
            throw new ChainException(wrong.get());
        }
    }

    /** What the last look said; empty as soon as one says that nothing is wrong. */
    public static Optional<String> lasting(Look look) throws IOException {
        for (int looks = 1; ; looks++) {
            Optional<String> wrong = look.look();
            if (wrong.isEmpty() || looks == LOOKS) {
                return wrong;
            }
            try {
                Thread.sleep(AGAIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ChainException("Interrupted while looking again at: " + wrong.get(), e);
            }
        }
    }
}
