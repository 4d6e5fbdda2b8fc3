package io.wetoken.ingest.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** What the collector says that it did not take. */
public final class Rejections {
    private static final JsonFactory JSON = new JsonFactory();

    private Rejections() {}

    /**
     * The reasons by their places in the request.
     *
     * @param answer {@code {"accepted":n,"rejected":[{"index":i,"reason":"…"}]}}
     */
    public static Map<Integer, String> of(String answer) throws IOException {
        Map<Integer, String> reasons = new HashMap<>();
        try (JsonParser json = JSON.createParser(answer)) {
            int index = -1;
            for (JsonToken token; (token = json.nextToken()) != null; ) {
                if (token == JsonToken.VALUE_NUMBER_INT && "index".equals(json.currentName())) {
                    index = json.getIntValue();
                } else if (token == JsonToken.VALUE_STRING && "reason".equals(json.currentName())) {
                    reasons.put(index, json.getText());
                }
            }
        }
        return reasons;
    }
}
