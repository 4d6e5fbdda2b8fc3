package io.wetoken.flink.guard;

import io.wetoken.behaviour.avro.BehaviourEvent;
import io.wetoken.behaviour.served.ServedKeys;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import io.wetoken.flink.guard.core.GuardRules;
import io.wetoken.flink.guard.core.Token;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at served-item tokens, with the keys of a directory that every task can read. Opened on each task.
 *
 * @param keys directory of the keys; null where tokens are not checked
 * @param demanded whether an event that names a page needs the token that came with it
 */
public record TokenCheck(String keys, boolean demanded) implements Serializable {
    /** Without keys: no token speaks for or against its event. */
    public static final TokenCheck NONE = new TokenCheck(null, false);

    private static final Logger LOG = LoggerFactory.getLogger(TokenCheck.class);
    /** Keys are looked for again at most so often, however many tokens name unknown ones. */
    private static final long PAUSE_MS = 1_000;
    /** And at least so often while tokens come: a key that was taken away stops counting. */
    private static final long REFRESH_MS = 60_000;

    private static final int NOWHERE = -1;

    public static TokenCheck of(Optional<Path> keys, boolean demanded) {
        return new TokenCheck(keys.map(Path::toString).orElse(null), demanded);
    }

    /** @throws IOException naming a key that cannot be read */
    Opened open() throws IOException {
        return new Opened(this);
    }

    private ServedKeys read() throws IOException {
        return keys == null ? ServedKeys.NONE : ServedKeys.read(Path.of(keys));
    }

    /** In use; for one thread. */
    static final class Opened {
        private final TokenCheck check;
        private ServedTokens tokens;
        private boolean blind;
        private boolean told;
        private long readAt;
        private long unchecked;

        private Opened(TokenCheck check) throws IOException {
            this.check = check;
            know(check.read());
        }

        private void know(ServedKeys keys) {
            tokens = new ServedTokens(keys);
            blind = keys.isEmpty();
        }

        /** How many tokens nobody could check. */
        long unchecked() {
            return unchecked;
        }

        /** @param now ms since 1970 by the machine's clock */
        Token look(BehaviourEvent event, long now) {
            if (event.getToken() == null) {
                boolean missing = check.demanded && !blind && event.getRequest() != null;
                return missing ? new Token(Token.Standing.MISSING, 0) : Token.NONE;
            }
            lookAgain(now, REFRESH_MS);
            ServedTokens.Reading reading = read(event);
            if (reading.standing() == ServedTokens.Standing.UNKNOWN_KEY && lookAgain(now, PAUSE_MS)) {
                reading = read(event);
            }
            if (blind) {
                unchecked++;
                tell();
                return Token.NONE;
            }
            return standing(reading, event.getReceived());
        }

        private ServedTokens.Reading read(BehaviourEvent event) {
            Serving claimed = new Serving(
                    event.getActor(),
                    orEmpty(event.getContent()),
                    orEmpty(event.getRequest()),
                    event.getPosition() == null ? NOWHERE : event.getPosition());
            return tokens.read(event.getToken(), claimed);
        }

        /** The site makes its first key when it starts, and an operator adds more, while the job runs. */
        private boolean lookAgain(long now, long after) {
            if (check.keys == null || Math.abs(now - readAt) < after) {
                return false;
            }
            readAt = now;
            try {
                know(check.read());
                return true;
            } catch (IOException e) {
                LOG.error("Keys of served-item tokens cannot be read again; those known before count", e);
                return false;
            }
        }

        private void tell() {
            if (!told) {
                told = true;
                LOG.warn(
                        "Served-item tokens are not checked: {}",
                        check.keys == null ? "secrets.dir is not set" : "there is no served-NNN.key in " + check.keys);
            }
        }

        private static Token standing(ServedTokens.Reading reading, long received) {
            return switch (reading.standing()) {
                case GENUINE ->
                    received - reading.at() > GuardRules.CONFIG.tokens().lifetimeMs()
                            ? new Token(Token.Standing.EXPIRED, reading.at())
                            : new Token(Token.Standing.GENUINE, reading.at());
                case FOREIGN -> new Token(Token.Standing.FOREIGN, 0);
                case UNKNOWN_KEY -> new Token(Token.Standing.UNKNOWN_KEY, 0);
                case FORGED -> new Token(Token.Standing.FORGED, 0);
            };
        }

        private static String orEmpty(String text) {
            return text == null ? "" : text;
        }
    }
}
