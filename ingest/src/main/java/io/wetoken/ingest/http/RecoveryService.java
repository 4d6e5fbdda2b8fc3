package io.wetoken.ingest.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.wetoken.ingest.core.Place;
import io.wetoken.ingest.core.Recovery;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Takes places of refused events, {@code [[partition,offset],…]}, and answers for the events there as the other doors do. {@code dryRun=true} only looks. */
final class RecoveryService implements HttpService {
    private static final int MOST = 500;
    private static final JsonFactory JSON = new JsonFactory();

    private final Supplier<Optional<Recovery>> recovery;
    private final Counters counters;

    RecoveryService(Supplier<Optional<Recovery>> recovery, Counters counters) {
        this.recovery = recovery;
        this.counters = counters;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        Optional<Recovery> open = recovery.get();
        if (open.isEmpty()) {
            return Problems.unavailable("Kafka has not answered yet");
        }
        boolean dryRun = "true".equals(ctx.queryParam("dryRun"));
        return HttpResponse.of(request.aggregate()
                .thenCompose(whole -> open.get().again(places(whole.content().array()), dryRun))
                .thenApply(taken -> {
                    counters.recovered(dryRun ? 0 : taken.accepted());
                    return EventsService.response(taken);
                })
                .exceptionally(RecoveryService::problem));
    }

    private static HttpResponse problem(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof IllegalArgumentException
                ? Problems.of(HttpStatus.BAD_REQUEST, "BAD_PLACES", cause.getMessage())
                : Problems.unavailable("Nothing is certain of these events: " + cause.getMessage());
    }

    private static List<Place> places(byte[] body) {
        List<Place> places = new ArrayList<>();
        try (JsonParser json = JSON.createParser(body)) {
            require(json.nextToken() == JsonToken.START_ARRAY);
            while (json.nextToken() == JsonToken.START_ARRAY) {
                require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
                int partition = json.getIntValue();
                require(json.nextToken() == JsonToken.VALUE_NUMBER_INT);
                places.add(new Place(partition, json.getLongValue()));
                require(json.nextToken() == JsonToken.END_ARRAY && places.size() <= MOST);
            }
            require(json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null);
        } catch (IOException e) {
            throw new IllegalArgumentException("The places cannot be read: " + e.getMessage(), e);
        }
        return places;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new IllegalArgumentException(
                    "Places are a JSON array of at most " + MOST + " pairs [partition, offset]");
        }
    }
}
