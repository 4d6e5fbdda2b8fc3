package io.wetoken.serving.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/** Security headers: scripts and styles come from this server only, and pages talk to it, to the collector and to the chain's public node only; the one that checks a day talks to whom its reader names. */
public final class Headers extends OncePerRequestFilter {
    private static final String COMMON = "default-src 'none'; script-src 'self'; img-src 'self' data:; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'; ";

    /** The page on which a reader names a node and a place of files. */
    static final String CHECK = "/verify";

    private final String pages;
    private final String check;
    /** Swagger UI styles its elements inline. */
    private final String documentation = COMMON + "style-src 'self' 'unsafe-inline'; connect-src 'self'";

    /** @param connected where pages may connect to, beside this server */
    public Headers(Stream<String> connected) {
        String others = connected
                .map(URI::create)
                .map(url -> " " + url.getScheme() + "://" + url.getRawAuthority())
                .collect(Collectors.joining());
        this.check = COMMON + "style-src 'self'; connect-src 'self' http: https:";
        this.pages = COMMON + "style-src 'self'; media-src 'self' blob:; worker-src 'self' blob:; connect-src 'self'"
                + others;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean swagger = request.getRequestURI().startsWith("/swagger-ui");
        response.setHeader(
                "Content-Security-Policy",
                swagger ? documentation : request.getRequestURI().equals(CHECK) ? check : pages);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        chain.doFilter(request, response);
    }
}
