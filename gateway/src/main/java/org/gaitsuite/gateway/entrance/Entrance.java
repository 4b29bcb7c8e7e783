package org.gaitsuite.gateway.entrance;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.connection.Connections;
import org.gaitsuite.gateway.health.PublicHealth;
import org.gaitsuite.gateway.page.ApiDocument;
import org.gaitsuite.gateway.page.WebPage;
import org.gaitsuite.gateway.problem.Problem;
import org.gaitsuite.gateway.proxy.Compression;
import org.gaitsuite.gateway.proxy.Gate;
import org.gaitsuite.gateway.proxy.PublicApi;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Meets every request before the framework does anything with it, and sends it to the room that answers it. */
@Singleton
public class Entrance {
    private static final Logger LOG = Logger.getLogger(Entrance.class);
    private static final String API = "/v1/";
    private static final String ID = "gait.request-id";
    private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-request-id");
    private static final int BEFORE_ALL_ELSE = 10_000;
    /** As nginx writes it: no answer reached the client. */
    private static final int CLIENT_LEFT = 499;

    private final Gate gate;
    private final PublicHealth health;
    private final ApiDocument document;
    private final WebPage page;
    private final PageAnswers pageAnswers;
    private final RequestMetrics metrics;
    private final AccessLog accessLog;
    private final SecurityHeaders securityHeaders;
    private final PlainHttp plainHttp;

    @Inject
    Entrance(
            Gate gate,
            PublicHealth health,
            ApiDocument document,
            WebPage page,
            PageAnswers pageAnswers,
            RequestMetrics metrics,
            AccessLog accessLog,
            GatewayConfig config) {
        this.gate = gate;
        this.health = health;
        this.document = document;
        this.page = page;
        this.pageAnswers = pageAnswers;
        this.metrics = metrics;
        this.accessLog = accessLog;
        this.securityHeaders = new SecurityHeaders(config.strictTransport());
        this.plainHttp = new PlainHttp(config.http());
    }

    void open(@Observes Filters filters) {
        filters.register(this::meet, BEFORE_ALL_ELSE);
    }

    void catchTheRest(@Observes Router router) {
        router.route()
                .order(RouteConstants.ROUTE_ORDER_AFTER_DEFAULT + 1)
                .handler(context -> refuse(context, Problem.unknownPath(pathOf(context.request()))));
    }

    private void meet(RoutingContext context) {
        HttpServerRequest request = context.request();
        String accepted = context.get(ID);
        if (accepted != null) {
            // Sent on to the page's index, see WebPage; sending on took the headers off.
            context.response().putHeader(REQUEST_ID, accepted);
            securityHeaders.put(request, context.response().headers(), SecurityHeaders.PAGE_POLICY);
            context.next();
            return;
        }
        String requestId = RequestId.accept(request.getHeader(REQUEST_ID));
        context.put(ID, requestId);
        Connections.requestBegan(request.connection(), request.version());
        context.response().putHeader(REQUEST_ID, requestId);
        String path = pathOf(request);
        PublicApi.Resource resource = path.startsWith(API) ? PublicApi.find(path) : null;
        String known = resource == null ? knownPath(path) : resource.template();
        String traceId = TraceContext.passOn(request.headers());
        long begin = System.nanoTime();
        context.addEndHandler(ended -> {
            long nanos = System.nanoTime() - begin;
            Connections.requestEnded(request.connection());
            int status = ended.succeeded() ? context.response().getStatusCode() : CLIENT_LEFT;
            metrics.count(request.method(), known, status, nanos);
            accessLog.write(request, path, status, nanos, requestId, traceId);
        });
        Problem odd = WellFormed.problemOf(request);
        if (odd != null) {
            securityHeaders.put(request, context.response().headers(), SecurityHeaders.DATA_POLICY);
            refuse(context, odd);
            return;
        }
        if (plainHttp.sendsAway(request, path)) {
            return;
        }
        try {
            route(context, path, resource, requestId);
        } catch (RuntimeException e) {
            LOG.errorf(e, "Request %s failed", requestId);
            refuse(context, Problem.internalError());
        }
    }

    private void route(RoutingContext context, String path, PublicApi.@Nullable Resource resource, String requestId) {
        HttpServerRequest request = context.request();
        if (path.startsWith(API)) {
            securityHeaders.put(request, context.response().headers(), SecurityHeaders.DATA_POLICY);
            gate.handle(context, path, resource, requestId);
            return;
        }
        securityHeaders.put(request, context.response().headers(), SecurityHeaders.PAGE_POLICY);
        boolean reads = HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method());
        if (reads && (health.answers(path, context.response()) || document.answers(path, request))) {
            return;
        }
        pageAnswers.watch(context);
        page.handle(context, path);
    }

    /** A path outside of the API as metrics know it: there must be few of them, whatever clients send. */
    private static String knownPath(String path) {
        if (path.startsWith(API)) {
            return "unknown";
        }
        return switch (path) {
            case "/", "/health", "/health/live", "/health/ready", "/startup", "/docs", "/openapi" -> path;
            default -> "other";
        };
    }

    private static String pathOf(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "" : path;
    }

    private static void refuse(RoutingContext context, Problem problem) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        String requestId = context.<@Nullable String>get(ID);
        Compression.off(context.response().headers());
        problem.endResponse(context.response(), requestId == null ? "" : requestId);
    }
}
