package io.wetoken.ingest.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.server.Server;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.wetoken.ingest.auth.Senders;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.EpochDesk;
import io.wetoken.ingest.core.EpochGate;
import io.wetoken.ingest.core.Fault;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Limits;
import io.wetoken.ingest.core.Reason;
import io.wetoken.ingest.http.DoorSettings;
import io.wetoken.ingest.http.Doors;
import io.wetoken.ingest.http.Entry;
import io.wetoken.ingest.limits.RateLimits;
import io.wetoken.ingest.limits.RateSettings;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The collector's doors on a free port before a log in memory, and one who knocks; the answers are read back from HTTP. */
final class HttpDoors implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Server server;
    private final Http http;
    private final String host;

    HttpDoors(Intake intake, EpochGate gate, CountingLog log, InstantSource clock) throws IOException {
        EpochDesk desk = new EpochDesk(gate, log, log, clock, PATIENCE);
        server = Doors.server(
                new DoorSettings("127.0.0.1", 0, true, false, Set.of(), Set.of(), Limits.DEFAULT.bytes(), 64, 16 << 20),
                new Doors.Behind(() -> Optional.of(intake), () -> Optional.of(desk), Optional::empty, () -> true),
                new Entry(Senders.ANYBODY, new RateLimits(RateSettings.NONE, System::nanoTime)),
                address -> "hash",
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        server.start().join();
        host = "127.0.0.1:" + server.activeLocalPort();
        http = new Http(server.activeLocalPort());
    }

    Answer take(Fuzzed body) throws IOException {
        String headers = "content-type: " + body.type() + "\r\n"
                + (body.encoding().isEmpty() ? "" : "content-encoding: " + body.encoding() + "\r\n");
        byte[] head = Http.head(body.path(), host, body.bytes().length, headers);
        byte[] request = new byte[head.length + body.bytes().length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body.bytes(), 0, request, head.length, body.bytes().length);
        Http.Reply reply = http.send(request);
        if (reply.status() == 202) {
            return taken(reply.body());
        }
        return reply.status() >= 400 && reply.status() < 500
                ? new Answer.Unusable(problem(reply.body()))
                : new Answer.Unavailable(reply.status() + " " + reply.body());
    }

    private static Answer taken(String json) throws IOException {
        int accepted = -1;
        List<Answer.Refusal> rejected = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int index = -1;
            String id = null;
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    parser.nextToken();
                    switch (name) {
                        case "accepted" -> accepted = parser.getIntValue();
                        case "index" -> index = parser.getIntValue();
                        case "id" -> id = parser.getValueAsString();
                        case "reason" -> rejected.add(new Answer.Refusal(index, id, Reason.valueOf(parser.getText())));
                        default -> {
                            // The array itself.
                        }
                    }
                }
            }
        }
        return new Answer.Taken(accepted, rejected);
    }

    private static Fault problem(String json) throws IOException {
        String code = "";
        String detail = "";
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING) {
                    code = parser.currentName().equals("code") ? parser.getText() : code;
                    detail = parser.currentName().equals("detail") ? parser.getText() : detail;
                }
            }
        }
        return new Fault(Reason.valueOf(code), detail);
    }

    @Override
    public void close() throws IOException {
        http.close();
        var unused = server.stop();
    }
}
