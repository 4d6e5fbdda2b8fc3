package io.wetoken.serving.upload;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Set;

/** Without what the tus library would make of it: another method than the one that was checked, and a note of the caller's address. */
final class TusRequest extends HttpServletRequestWrapper {
    private static final Set<String> HIDDEN = Set.of("x-http-method-override", "x-forwarded-for");

    TusRequest(HttpServletRequest request) {
        super(request);
    }

    @Override
    public String getHeader(String name) {
        return HIDDEN.contains(name.toLowerCase(java.util.Locale.ROOT)) ? null : super.getHeader(name);
    }

    @Override
    public String getRemoteAddr() {
        return "";
    }
}
