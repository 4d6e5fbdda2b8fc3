package io.wetoken.ingest.http;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.wetoken.behaviour.Epoch;
import io.wetoken.behaviour.avro.Mark;
import io.wetoken.ingest.core.EpochDesk;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** One request of the {@link EpochDesk}: the path parameter {@code date} names the day. */
final class EpochService implements HttpService {
    private final Supplier<Optional<EpochDesk>> desk;
    private final BiFunction<EpochDesk, Epoch, CompletableFuture<EpochDesk.Ruling>> request;
    private final Mark wanted;

    private EpochService(
            Supplier<Optional<EpochDesk>> desk,
            BiFunction<EpochDesk, Epoch, CompletableFuture<EpochDesk.Ruling>> request,
            Mark wanted) {
        this.desk = desk;
        this.request = request;
        this.wanted = wanted;
    }

    static EpochService complete(Supplier<Optional<EpochDesk>> desk) {
        return new EpochService(desk, EpochDesk::complete, Mark.COMPLETE);
    }

    static EpochService seal(Supplier<Optional<EpochDesk>> desk) {
        return new EpochService(desk, EpochDesk::seal, Mark.SEALED);
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest httpRequest) {
        Epoch day;
        try {
            day = Epoch.parse(ctx.pathParam("date"));
        } catch (IllegalArgumentException e) {
            return Problems.of(HttpStatus.BAD_REQUEST, "BAD_DATE", e.getMessage());
        }
        Optional<EpochDesk> open = desk.get();
        if (open.isEmpty()) {
            return Problems.unavailable("Kafka has not answered yet");
        }
        return HttpResponse.of(request.apply(open.get(), day)
                .thenApply(ruling -> response(ruling, day))
                .exceptionally(failure ->
                        Problems.unavailable("The mark " + wanted + " of " + day + " is not certain yet: " + failure)));
    }

    private HttpResponse response(EpochDesk.Ruling ruling, Epoch day) {
        return switch (ruling) {
            case DONE ->
                Problems.json(HttpStatus.OK, json -> {
                    json.writeStartObject();
                    json.writeStringField("epoch", day.toString());
                    json.writeStringField("mark", wanted.name());
                    json.writeEndObject();
                });
            case EPOCH_NOT_OVER ->
                Problems.of(HttpStatus.CONFLICT, ruling.name(), day + " has not ended by this collector's clock");
            case EPOCH_RECORDING ->
                Problems.of(
                        HttpStatus.CONFLICT,
                        ruling.name(),
                        "A replay of " + day + " is unfinished: run it to its end, or declare the day complete");
        };
    }
}
