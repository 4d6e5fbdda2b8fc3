package io.wetoken.serving.media;

import io.wetoken.behaviour.ContentId;
import io.wetoken.behaviour.Settings;
import io.wetoken.store.Clips;
import io.wetoken.store.Clips.Clip;
import io.wetoken.store.Contents.Content;
import io.wetoken.store.Store;
import io.wetoken.store.Stores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives contents that were released elsewhere, as recorded behaviour tells, something to play: a catalogue's import, by an operator. What people upload goes
 * through the API.
 */
@Command(
        name = "attach-media",
        mixinStandardHelpOptions = true,
        description =
                "Makes the contents of recorded behaviour playable with uploads that the media workers have done.")
public final class AttachMedia implements Callable<Integer> {
    private static final int MOST_LINE = 1 << 16;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "Settings: kafka.bootstrap, hbase.zookeeper.")
    private Path config;

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE",
            description = "Recorded behaviour; its RELEASE lines name the contents, the newest " + Clips.MAX_LIST
                    + " of which get media.")
    private Path events;

    @Option(
            names = "--topics",
            paramLabel = "FILE",
            description = "CSV content,topic (a number), which chooses the clip; without it the owner does.")
    private Path topics;

    @Option(
            names = "--clip",
            required = true,
            paramLabel = "UPLOAD=TITLE",
            description = "An upload and what its contents are called; may be repeated.")
    private Map<String, String> clips = new LinkedHashMap<>();

    @Option(
            names = "--wait-seconds",
            defaultValue = "180",
            paramLabel = "N",
            description = "For the workers; default: ${DEFAULT-VALUE}.")
    private int waitSeconds;

    public static void main(String[] args) {
        System.exit(new CommandLine(new AttachMedia()).execute(args));
    }

    @Override
    public Integer call() {
        try {
            Settings settings = Settings.load(config);
            String kafka = settings.text("kafka.bootstrap");
            String zookeeper = settings.text("hbase.zookeeper");
            settings.check();
            Map<String, JsonNode> ready = ready(kafka);
            int attached = ready.isEmpty() ? 0 : attach(zookeeper, ready);
            System.out.println(JsonMapper.shared()
                    .createObjectNode()
                    .put("ready", ready.size())
                    .put("contents", attached));
            return 0;
        } catch (IOException | IllegalArgumentException | JacksonException e) {
            return failed(2, e.getMessage());
        } catch (UncheckedIOException | KafkaException e) {
            return failed(1, e.getMessage());
        }
    }

    /** In the order of the options; says of each other upload why not. */
    private Map<String, JsonNode> ready(String kafka) {
        Map<String, JsonNode> ended;
        try (MediaStatus status = new MediaStatus(kafka)) {
            ended = status.ended(clips.keySet(), Duration.ofSeconds(waitSeconds));
        }
        Map<String, JsonNode> ready = new LinkedHashMap<>();
        for (Map.Entry<String, String> clip : clips.entrySet()) {
            JsonNode status = ended.get(clip.getKey());
            if (status == null) {
                System.err.println(clip.getValue() + " was not ready after " + waitSeconds + " s");
            } else if (status.path("state").asString("").equals("REFUSED")) {
                System.err.println(clip.getValue() + " is refused: "
                        + status.path("message").asString(""));
            } else {
                ready.put(clip.getKey(), status.required("media"));
            }
        }
        return ready;
    }

    private int attach(String zookeeper, Map<String, JsonNode> ready) throws IOException {
        Map<String, Integer> topicOf = topics == null ? Map.of() : topics();
        List<Map.Entry<String, JsonNode>> media = List.copyOf(ready.entrySet());
        int attached = 0;
        try (Store store = Stores.hbase(zookeeper)) {
            List<Content> released = new ArrayList<>();
            for (String id : released()) {
                store.contents().find(new ContentId(id)).ifPresent(released::add);
            }
            released.sort(Comparator.comparingLong((Content content) -> -content.releasedAt()));
            for (Content content : released.subList(0, Math.min(Clips.MAX_LIST, released.size()))) {
                int topic = topicOf.getOrDefault(
                        content.id().value(), content.owner().value().hashCode());
                Map.Entry<String, JsonNode> chosen = media.get(Math.floorMod(topic, media.size()));
                store.clips().put(clip(content, clips.get(chosen.getKey()), chosen.getValue()));
                attached++;
            }
        }
        return attached;
    }

    private static Clip clip(Content content, String title, JsonNode media) {
        String whole = title + " · " + content.id();
        return new Clip(
                content.id(),
                content.owner(),
                whole.substring(0, Math.min(Clips.MAX_TITLE, whole.length())),
                title.substring(0, Math.min(Clips.MAX_TOPIC, title.length())),
                media.required("directory").asString(),
                media.required("cid").asString(),
                media.required("durationMs").asLong(),
                media.required("width").asInt(),
                media.required("height").asInt(),
                media.required("silent").asBoolean(),
                content.releasedAt());
    }

    /** Lines that are no event, or too long to be one, name no content; the collector has said so already. */
    private Set<String> released() throws IOException {
        Set<String> released = new LinkedHashSet<>();
        try (BufferedReader lines = reader(events)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() < MOST_LINE && line.contains("\"RELEASE\"")) {
                    contentOf(line, released);
                }
            }
        }
        return released;
    }

    private static void contentOf(String line, Set<String> released) {
        try {
            JsonNode event = JsonMapper.shared().readTree(line);
            String content = event.path("content").asString("");
            if (event.path("kind").asString("").equals("RELEASE") && content.matches("[^/]{1,64}")) {
                released.add(content);
            }
        } catch (JacksonException e) {
            // Not JSON: it was rejected where it was sent.
            return;
        }
    }

    private Map<String, Integer> topics() throws IOException {
        Map<String, Integer> read = new LinkedHashMap<>();
        for (String line : Files.readAllLines(topics)) {
            String[] cells = line.split(",", -1);
            if (cells.length != 2 || !cells[1].matches("[0-9]{1,6}|topic")) {
                throw new IOException(topics + " must have lines content,topic and has '" + line + "'");
            }
            if (!cells[1].equals("topic")) {
                read.put(cells[0], Integer.valueOf(cells[1]));
            }
        }
        return read;
    }

    private static BufferedReader reader(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(new InputStreamReader(
                file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in, StandardCharsets.UTF_8));
    }

    private static int failed(int status, String message) {
        System.err.println("attach-media: " + message);
        return status;
    }
}
