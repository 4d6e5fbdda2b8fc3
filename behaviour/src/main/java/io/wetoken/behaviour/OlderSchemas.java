package io.wetoken.behaviour;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.message.SchemaStore;

/**
 * The schemas that were written before the current ones and are different from them, by fingerprint. What is in {@link Topics} carries its writer's
 * fingerprint only, so a reader that does not know it cannot read what an older process left there.
 */
final class OlderSchemas {
    /** By version, each in the order in which they name one another. */
    private static final List<List<String>> FILES = List.of(
            List.of("schemas-v1/1-BehaviourEvent.avsc", "schemas-v1/2-JudgedEvent.avsc"),
            List.of("schemas-v1/7-ServedPage.avsc"));

    /** Of version 1; it names no other schema. */
    private static final String MANIFEST = "schemas-v1/6-Manifest.avsc";

    private OlderSchemas() {}

    /** What manifests without hours and review were written by. */
    static Schema manifest() {
        return parse(new Schema.Parser(), MANIFEST);
    }

    static SchemaStore all() {
        SchemaStore.Cache known = new SchemaStore.Cache();
        for (List<String> version : FILES) {
            Schema.Parser parser = new Schema.Parser();
            version.forEach(file -> known.addSchema(parse(parser, file)));
        }
        return known;
    }

    private static Schema parse(Schema.Parser parser, String file) {
        try (InputStream in = OlderSchemas.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException(file + " is missing from behaviour's jar");
            }
            return parser.parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
