package org.gaitsuite.trail;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Has every line that is logged while a request is served say which one it is, as the gateway's access line does: {@code request_id} and
 * {@code trace_id}. The logging context belongs to the request and goes with it from the event loop to the thread that serves it. Ids
 * that the gateway would not write are left out: they could break the line, or tell lies in it.
 */
@Singleton
class RequestTrail {
    private static final String REQUEST_ID = "request_id";
    private static final String TRACE_ID = "trace_id";
    private static final Pattern ID = Pattern.compile("([A-Za-z0-9._-]{1,64})");
    /** W3C Trace Context as the gateway writes it; no id of it may be zero. */
    private static final Pattern PARENT =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    /** Before everything that might log. */
    void follow(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).handler(RequestTrail::follow);
    }

    private static void follow(RoutingContext request) {
        MultiMap headers = request.request().headers();
        put(REQUEST_ID, headers.getAll("x-request-id"), ID);
        put(TRACE_ID, headers.getAll("traceparent"), PARENT);
        request.addEndHandler(ended -> {
            MDC.remove(REQUEST_ID);
            MDC.remove(TRACE_ID);
        });
        request.next();
    }

    private static void put(String field, List<String> said, Pattern form) {
        Matcher id = form.matcher(said.size() == 1 ? said.getFirst() : "");
        if (id.matches()) {
            MDC.put(field, id.group(1));
        }
    }
}
