package io.wetoken.settlement.bundle;

import java.util.Map;
import java.util.stream.Collectors;

/** A flat JSON object as text without a line end after it, in the order given; for files whose bytes must not depend on a library's version. */
public final class Json {
    private Json() {}

    /** @param values already JSON */
    public static String object(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> "  \"" + entry.getKey() + "\": " + entry.getValue())
                .collect(Collectors.joining(",\n", "{\n", "\n}"));
    }
}
