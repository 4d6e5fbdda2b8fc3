package io.wetoken.serving.feed;

import io.wetoken.behaviour.AccountId;
import io.wetoken.behaviour.served.ServedKeys;
import io.wetoken.behaviour.served.ServedTokens;
import io.wetoken.behaviour.served.Serving;
import io.wetoken.serving.secrets.KeyFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** Signs what a page shows, for the account that it is shown to. Nobody's page has no tokens, for they would not say whose acts they prove. */
final class ItemTokens {
    private final ServedKeys keys;
    private final InstantSource clock;

    private ItemTokens(ServedKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * With the newest of the keys that are there now; with a new one when there is none.
     *
     * @throws IOException naming the file and what is wrong with it
     */
    static ItemTokens with(KeyFiles files, Path secrets, InstantSource clock) throws IOException {
        if (ServedKeys.read(secrets).isEmpty()) {
            files.bytes(ServedKeys.FIRST_FILE, ServedKeys.KEY_BYTES);
        }
        return new ItemTokens(ServedKeys.read(secrets), clock);
    }

    Page page(Optional<AccountId> account, String request) {
        return new Page(account, request, new ServedTokens(keys), clock.millis());
    }

    /** For one thread. */
    record Page(Optional<AccountId> account, String request, ServedTokens tokens, long at) {
        Optional<String> of(String content, int position) {
            return account.map(reader -> tokens.make(new Serving(reader.value(), content, request, position), at));
        }
    }
}
