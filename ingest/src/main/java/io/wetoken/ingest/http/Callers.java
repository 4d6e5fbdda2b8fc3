package io.wetoken.ingest.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.cors.CorsService;
import java.util.List;
import java.util.Set;

/**
 * Who may call which door. The address alone does not tell: a proxy on this machine and a web page in a browser on this machine come from the loopback
 * address too.
 */
final class Callers {
    private static final List<String> ADDED_BY_PROXIES =
            List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via");
    private static final long PREFLIGHT_SECONDS = 600;

    private Callers() {}

    /**
     * For those who may forge and close days: programs on this machine, unless the operator says that the network is private; never a web page, for the
     * collector has none.
     */
    static HttpService administrative(DoorSettings settings, HttpService service) {
        return (ctx, request) -> {
            RequestHeaders headers = request.headers();
            if (headers.contains(HttpHeaderNames.ORIGIN)) {
                return foreignOrigin(headers, "The administrative door is not for web pages");
            }
            if (settings.adminFromAnywhere()) {
                return service.serve(ctx, request);
            }
            if (!ctx.remoteAddress().getAddress().isLoopbackAddress()) {
                return refused("The administrative door takes requests from the loopback address");
            }
            for (String name : ADDED_BY_PROXIES) {
                if (headers.contains(name)) {
                    return refused(
                            "The administrative door takes no request that came through a proxy, and this one has "
                                    + name);
                }
            }
            return service.serve(ctx, request);
        };
    }

    /** For apps, and for web pages of the origins that the operator named. */
    static HttpService app(Set<String> origins, HttpService service) {
        HttpService door = (ctx, request) -> {
            String origin = request.headers().get(HttpHeaderNames.ORIGIN);
            return origin == null || origins.contains(origin)
                    ? service.serve(ctx, request)
                    : foreignOrigin(
                            request.headers(),
                            "Pages of this origin may not send events; ingest.corsOrigins names those that may");
        };
        return origins.isEmpty()
                ? door
                : door.decorate(CorsService.builder(origins)
                        .allowRequestMethods(HttpMethod.POST)
                        .allowRequestHeaders(
                                HttpHeaderNames.CONTENT_TYPE,
                                HttpHeaderNames.CONTENT_ENCODING,
                                HttpHeaderNames.AUTHORIZATION)
                        .exposeHeaders("retry-after", "ratelimit", "ratelimit-policy")
                        .maxAge(PREFLIGHT_SECONDS)
                        .newDecorator());
    }

    private static HttpResponse refused(String why) {
        return Problems.of(HttpStatus.FORBIDDEN, "NOT_FROM_HERE", why + "; ingest.adminFrom=any lifts that");
    }

    private static HttpResponse foreignOrigin(RequestHeaders headers, String why) {
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        return Problems.of(HttpStatus.FORBIDDEN, "FOREIGN_ORIGIN", why + ": Origin is " + origin);
    }
}
