package io.wetoken.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Body;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** One door for events. */
final class EventsService implements HttpService {
    private final Door door;
    private final int maxBytes;
    private final Admission admission;
    private final Counters counters;
    private final Function<ServiceRequestContext, String> ipHash;
    private final Supplier<Optional<Intake>> intake;

    EventsService(
            Door door,
            int maxBytes,
            Admission admission,
            Counters counters,
            Function<ServiceRequestContext, String> ipHash,
            Supplier<Optional<Intake>> intake) {
        this.door = door;
        this.maxBytes = maxBytes;
        this.admission = admission;
        this.counters = counters;
        this.ipHash = ipHash;
        this.intake = intake;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        long start = System.nanoTime();
        Admission.Share share = admission.enter();
        if (share == null) {
            return Problems.unavailable("Too many requests are under way: " + admission.requests());
        }
        BoundedBody body = new BoundedBody(maxBytes, share);
        request.subscribe(body, ctx.eventLoop());
        CompletableFuture<Answer> answer = body.done().thenCompose(read -> take(ctx, request, read));
        return HttpResponse.of(answer.whenComplete((done, failure) -> {
                    share.close();
                    if (done != null) {
                        counters.count(door, done, System.nanoTime() - start);
                    }
                })
                .thenApply(EventsService::response));
    }

    private CompletableFuture<Answer> take(ServiceRequestContext ctx, HttpRequest request, BoundedBody read) {
        Optional<Intake> open = intake.get();
        if (open.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer.Unavailable("Kafka has not answered yet"));
        }
        if (read.crowded()) {
            return CompletableFuture.completedFuture(
                    new Answer.Unavailable("The bodies under way hold " + admission.bytes() + " bytes"));
        }
        String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "identity");
        MediaType type = request.contentType();
        Body body = new Body(
                read.bytes(),
                read.whole(),
                encoding.trim().toLowerCase(Locale.ROOT),
                type == null ? "" : type.nameWithoutParameters());
        return open.get().take(door, body, ipHash.apply(ctx));
    }

    private static HttpResponse response(Answer answer) {
        if (answer instanceof Answer.Taken taken) {
            return Problems.json(HttpStatus.ACCEPTED, json -> {
                json.writeStartObject();
                json.writeNumberField("accepted", taken.accepted());
                json.writeArrayFieldStart("rejected");
                for (Answer.Refusal refusal : taken.rejected()) {
                    json.writeStartObject();
                    json.writeNumberField("index", refusal.index());
                    json.writeStringField("id", refusal.id());
                    json.writeStringField("reason", refusal.reason().name());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeEndObject();
            });
        }
        if (answer instanceof Answer.Unusable unusable) {
            Reason reason = unusable.fault().reason();
            return Problems.of(status(reason), reason.name(), unusable.fault().detail());
        }
        return Problems.unavailable(((Answer.Unavailable) answer).detail());
    }

    private static HttpStatus status(Reason reason) {
        return switch (reason) {
            case BODY_TOO_LARGE, TOO_MANY_EVENTS -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            case UNSUPPORTED_ENCODING -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
