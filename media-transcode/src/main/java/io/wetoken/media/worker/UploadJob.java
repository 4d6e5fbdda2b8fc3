package io.wetoken.media.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.regex.Pattern;

/**
 * One upload to transcode.
 *
 * @param upload its id, 1..64 of {@code A-Z a-z 0-9 _ -}: it becomes part of file names
 * @param file where it lies
 */
public record UploadJob(String upload, String file) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final ObjectMapper JSON = new ObjectMapper();

    public UploadJob {
        if (!isId(upload)) {
            throw new IllegalArgumentException("Not the id of an upload: '" + upload + "'");
        }
        if (file.isEmpty()) {
            throw new IllegalArgumentException("Upload " + upload + " names no file");
        }
    }

    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** @throws IllegalArgumentException where the record is not one */
    public static UploadJob read(byte[] value) {
        try {
            JsonNode json = JSON.readTree(value);
            return new UploadJob(json.path("upload").asText(), json.path("file").asText());
        } catch (IOException e) {
            throw new IllegalArgumentException("Not a job: " + e.getMessage(), e);
        }
    }

    public byte[] bytes() {
        return JSON.createObjectNode()
                .put("upload", upload)
                .put("file", file)
                .toString()
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
}
