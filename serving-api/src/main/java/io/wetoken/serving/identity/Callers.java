package io.wetoken.serving.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Tells a caller on this machine from one that a proxy passes on. Only for a site that listens on the loopback address. */
public final class Callers {
    private static final List<String> ADDED_BY_PROXIES =
            List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip", "via");

    private Callers() {}

    public static boolean passedOn(HttpServletRequest request) {
        return ADDED_BY_PROXIES.stream().anyMatch(name -> request.getHeader(name) != null);
    }
}
