package io.wetoken.serving.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Security headers: scripts and styles come from this server only, and pages talk to it and to the chain's public node only. */
public final class Headers extends OncePerRequestFilter {
    private static final String COMMON = "default-src 'none'; script-src 'self'; img-src 'self' data:; base-uri 'none';"
            + " form-action 'self'; frame-ancestors 'none'; ";

    private final String pages;
    /** Swagger UI styles its elements inline. */
    private final String documentation = COMMON + "style-src 'self' 'unsafe-inline'; connect-src 'self'";

    public Headers(Optional<String> publicChainUrl) {
        String node = publicChainUrl
                .map(URI::create)
                .map(url -> " " + url.getScheme() + "://" + url.getRawAuthority())
                .orElse("");
        this.pages = COMMON + "style-src 'self'; connect-src 'self'" + node;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean swagger = request.getRequestURI().startsWith("/swagger-ui");
        response.setHeader("Content-Security-Policy", swagger ? documentation : pages);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        chain.doFilter(request, response);
    }
}
