package io.wetoken.ingest.auth;

import java.security.PublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens whose signature was good, so that it is not computed again for each batch of the same sender: that takes a hundred times as long as looking it up.
 * Of too many, the one that was not shown for longest is forgotten. Thread-safe.
 */
final class SeenTokens {
    /** About 600 bytes each. */
    private static final int MOST = 10_000;

    private final Map<String, Seen> byText = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Seen> eldest) {
            return size() > MOST;
        }
    };

    private record Seen(Senders.SpeaksFor ruling, PublicKey key, Instant until) {}

    /** @return empty unless this key signed it and it still counts */
    synchronized Optional<Senders.Ruling> find(String token, PublicKey key, Instant now) {
        return Optional.ofNullable(byText.get(token))
                .filter(seen -> seen.key().equals(key) && now.isBefore(seen.until()))
                .map(Seen::ruling);
    }

    synchronized void put(String token, PublicKey key, Instant until, Senders.SpeaksFor ruling) {
        byText.put(token, new Seen(ruling, key, until));
    }
}
