package org.gaitsuite.gateway.page;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/**
 * The web page. The framework serves its files; here they get their caching, and the addresses that the page makes up
 * for itself in the browser ({@code /login}, {@code /account}, {@code /analyses/…}) lead to its index.
 */
@Singleton
public class WebPage {
    private static final String HASHED = "/static/bundle/";
    private static final String A_YEAR = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";

    /** Passes the request on to the framework's files. */
    public void handle(RoutingContext context, String path) {
        boolean reads = HttpMethod.GET.equals(context.request().method())
                || HttpMethod.HEAD.equals(context.request().method());
        context.addHeadersEndHandler(sending -> {
            boolean found = context.response().getStatusCode() < 400;
            context.response()
                    .putHeader(
                            HttpHeaders.CACHE_CONTROL,
                            !found ? "no-store" : path.startsWith(HASHED) ? A_YEAR : ASK_EACH_TIME);
        });
        if (reads && isPageAddress(path)) {
            context.reroute("/");
        } else {
            context.next();
        }
    }

    private static boolean isPageAddress(String path) {
        return path.equals("/login")
                || path.equals("/account")
                || path.equals("/analyses")
                || path.startsWith("/analyses/");
    }
}
