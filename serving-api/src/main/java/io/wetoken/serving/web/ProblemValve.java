package io.wetoken.serving.web;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Tomcat refuses before any handler sees it, such as {@code ..%2f} and {@code %00} in a path, as problem+json instead of Tomcat's HTML. */
public final class ProblemValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, Throwable cause) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        String title = status < 500 ? "Bad request" : "Server error";
        String detail = status < 500
                ? "The web server refuses this request: its path, headers or size are not acceptable"
                : "Something failed here; the log has it";
        try {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("utf-8");
            response.getReporter()
                    .write("{\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\"}");
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("The caller has gone before it could be told of status {}", status, e);
        }
    }
}
