package io.wetoken.serving.upload;

import io.wetoken.serving.core.BadInput;
import io.wetoken.store.Clips;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** What a creator calls a clip. */
record Titles(String title, String topic) {
    /**
     * From tus's {@code Upload-Metadata}: pairs of a key and Base64, comma-separated. Without a title the name of the file is one.
     *
     * @throws BadInput naming what is wrong
     */
    static Titles of(String metadata) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : (metadata == null ? "" : metadata).split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            pairs.put(parts[0], parts.length == 2 ? decoded(parts[0], parts[1].strip()) : "");
        }
        String title =
                pairs.getOrDefault("title", pairs.getOrDefault("filename", "")).strip();
        String topic = pairs.getOrDefault("topic", "").strip();
        check("title", title, 1, Clips.MAX_TITLE);
        check("topic", topic, 0, Clips.MAX_TOPIC);
        return new Titles(title, topic);
    }

    private static String decoded(String key, String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadInput("Upload-Metadata: the value of " + key + " is not Base64", e);
        }
    }

    private static void check(String what, String text, int least, int most) {
        if (text.length() < least || text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new BadInput("Upload-Metadata: a " + what + " has " + least + " to " + most
                    + " characters and no control characters, this one has " + text.length());
        }
    }
}
