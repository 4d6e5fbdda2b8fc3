package io.wetoken.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.wetoken.ingest.auth.Senders;
import io.wetoken.ingest.core.Answer;
import io.wetoken.ingest.core.Body;
import io.wetoken.ingest.core.Door;
import io.wetoken.ingest.core.Intake;
import io.wetoken.ingest.core.Quota;
import io.wetoken.ingest.core.Reason;
import io.wetoken.ingest.core.Sender;
import io.wetoken.ingest.limits.RequestQuota;
import java.util.Locale;
import java.util.Map;
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
    private final Entry entry;
    private final Function<ServiceRequestContext, String> ipHash;
    private final Supplier<Optional<Intake>> intake;

    EventsService(
            Door door,
            int maxBytes,
            Admission admission,
            Counters counters,
            Entry entry,
            Function<ServiceRequestContext, String> ipHash,
            Supplier<Optional<Intake>> intake) {
        this.door = door;
        this.maxBytes = maxBytes;
        this.admission = admission;
        this.counters = counters;
        this.entry = entry;
        this.ipHash = ipHash;
        this.intake = intake;
    }

    /** A request before its body is read: where from, for whom, and how much. */
    private record Arrival(String address, Senders.Ruling ruling, RequestQuota quota) {}

    @Override
    public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
        long start = System.nanoTime();
        Admission.Share share = admission.enter();
        if (share == null) {
            Answer crowded = new Answer.Unavailable("Too many requests are under way: " + admission.requests());
            counters.count(door, crowded, status(crowded), System.nanoTime() - start);
            return response(crowded);
        }
        String address = ipHash.apply(ctx);
        RequestQuota quota = entry.limits().request(address);
        CompletableFuture<Answer> answer = quota.enter()
                .map(over -> dropped(ctx, request, share, over))
                .orElseGet(() -> entry.senders()
                        .of(request.headers().get(HttpHeaderNames.AUTHORIZATION))
                        .thenCompose(ruling -> answer(ctx, request, share, new Arrival(address, ruling, quota))));
        return HttpResponse.of(answer.whenComplete((done, failure) -> {
                            share.close();
                            if (done != null) {
                                counters.count(door, done, status(done), System.nanoTime() - start);
                            }
                        })
                        .thenApply(EventsService::response))
                .mapHeaders(headers -> quota.headers().isEmpty() ? headers : limited(headers, quota.headers()));
    }

    private static ResponseHeaders limited(ResponseHeaders headers, Map<String, String> limits) {
        ResponseHeadersBuilder more = headers.toBuilder();
        limits.forEach(more::set);
        return more.build();
    }

    private CompletableFuture<Answer> answer(
            ServiceRequestContext ctx, HttpRequest request, Admission.Share share, Arrival arrival) {
        if (arrival.ruling() instanceof Senders.SpeaksFor known) {
            Sender sender = new Sender(arrival.address(), known.speaker());
            return body(ctx, request, maxBytes, share)
                    .thenCompose(read -> take(request, read, sender, arrival.quota()));
        }
        Answer refusal = arrival.ruling() instanceof Senders.NotBelieved refused
                ? new Answer.Unproven(refused.detail(), refused.shown())
                : new Answer.Unavailable(((Senders.NotKnown) arrival.ruling()).detail());
        return dropped(ctx, request, share, refusal);
    }

    private static CompletableFuture<Answer> dropped(
            ServiceRequestContext ctx, HttpRequest request, Admission.Share share, Answer answer) {
        return body(ctx, request, 0, share).thenApply(dropped -> answer);
    }

    /** Read to its end in any case, so that the sender sees the answer. */
    private static CompletableFuture<BoundedBody> body(
            ServiceRequestContext ctx, HttpRequest request, int limit, Admission.Share share) {
        BoundedBody body = new BoundedBody(limit, share);
        request.subscribe(body, ctx.eventLoop());
        return body.done();
    }

    private CompletableFuture<Answer> take(HttpRequest request, BoundedBody read, Sender sender, Quota quota) {
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
        return open.get().take(door, body, sender, quota);
    }

    static HttpResponse response(Answer answer) {
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
        if (answer instanceof Answer.TooMany over) {
            return Problems.tooMany(over.detail(), over.after());
        }
        if (answer instanceof Answer.Unproven unproven) {
            return Problems.unproven(unproven.detail(), unproven.shown());
        }
        return Problems.unavailable(((Answer.Unavailable) answer).detail());
    }

    private static HttpStatus status(Answer answer) {
        if (answer instanceof Answer.Taken) {
            return HttpStatus.ACCEPTED;
        }
        if (answer instanceof Answer.Unusable unusable) {
            return status(unusable.fault().reason());
        }
        if (answer instanceof Answer.TooMany) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        return answer instanceof Answer.Unproven ? HttpStatus.UNAUTHORIZED : HttpStatus.SERVICE_UNAVAILABLE;
    }

    private static HttpStatus status(Reason reason) {
        return switch (reason) {
            case BODY_TOO_LARGE, TOO_MANY_EVENTS -> HttpStatus.REQUEST_ENTITY_TOO_LARGE;
            case UNSUPPORTED_ENCODING -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            default -> HttpStatus.BAD_REQUEST;
        };
    }
}
