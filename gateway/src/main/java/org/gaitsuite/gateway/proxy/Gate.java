package org.gaitsuite.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.identity.Caller;
import org.gaitsuite.gateway.identity.Credentials;
import org.gaitsuite.gateway.identity.Identities;
import org.gaitsuite.gateway.identity.LoginAttempt;
import org.gaitsuite.gateway.identity.SessionCheck;
import org.gaitsuite.gateway.identity.SessionLookup;
import org.gaitsuite.gateway.limit.ClientAddress;
import org.gaitsuite.gateway.limit.Limits;
import org.gaitsuite.gateway.limit.Standing;
import org.gaitsuite.gateway.problem.Problem;
import org.gaitsuite.gateway.upstream.NoInstanceReached;
import org.gaitsuite.gateway.upstream.Services;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where a call of the public API must show that it may pass: a known path and method, a body within the limit, no other
 * site's page behind it, and, for everything that analysis-service answers, a valid session or API token; and no more of them than the
 * limits allow.
 */
@Singleton
public class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final Services services;
    private final SessionLookup sessions;
    private final Identities identities;
    private final Limits limits;
    private final ClientAddress addresses;
    private final OpenExchanges exchanges;
    private final Vertx vertx;
    private final SameOrigin sameOrigin;
    private final Cors cors;
    private final Bounds callToSessions;
    private final Bounds call;
    private final Bounds stream;
    private final Bounds upload;

    @Inject
    Gate(
            Services services,
            SessionLookup sessions,
            Identities identities,
            Limits limits,
            ClientAddress addresses,
            OpenExchanges exchanges,
            GatewayConfig config,
            Vertx vertx) {
        this.services = services;
        this.sessions = sessions;
        this.identities = identities;
        this.limits = limits;
        this.addresses = addresses;
        this.exchanges = exchanges;
        this.vertx = vertx;
        this.sameOrigin = new SameOrigin(config.trustedOrigins().orElse(List.of()));
        long body = config.limits().body().asLongValue();
        GatewayConfig.Timeouts timeouts = config.timeouts();
        this.callToSessions = new Bounds(body, timeouts.call(), 0, false);
        this.call = new Bounds(body, timeouts.call(), 0, true);
        this.stream = new Bounds(body, timeouts.stream(), 0, true);
        long pace = config.limits().uploadPace().asLongValue();
        this.upload =
                new Bounds(config.limits().upload().asLongValue(), timeouts.stream(), pace == 0 ? -1 : pace, true);
        this.cors = new Cors(config.cors());
    }

    /**
     * What is known of a call by the time it is passed on.
     *
     * @param from where it comes from
     * @param standing how it stands with the limits that it has passed
     */
    private record Call(
            RoutingContext routing,
            Operation operation,
            Bounds bounds,
            @Nullable Credentials credentials,
            String from,
            @Nullable Standing standing,
            String requestId) {

        HttpServerRequest request() {
            return routing.request();
        }
    }

    /**
     * Passes a request on, or answers it with a problem.
     *
     * @param resource what its path means; null where that is nothing
     */
    public void handle(RoutingContext routing, String path, PublicApi.@Nullable Resource resource, String requestId) {
        HttpServerRequest request = routing.request();
        boolean hasBody = Bounds.hasBody(request);
        if (hasBody) {
            // Nothing of the body may be lost while the session is looked up.
            request.pause();
        }
        Operation operation = resource == null ? null : resource.operation(request.method());
        String from = addresses.of(request);
        Standing standing = limits.ofAddress(from, operation != null && operation.logsIn());
        Problem tooMany = Limits.refusal(standing);
        if (tooMany != null) {
            refuse(request, tooMany, standing, requestId);
            return;
        }
        if (resource == null) {
            refuse(request, Problem.unknownPath(path), requestId);
            return;
        }
        if (cors.answers(request, resource)) {
            return;
        }
        if (operation == null) {
            request.response().putHeader(HttpHeaders.ALLOW, resource.allowed());
            refuse(request, Problem.methodNotAllowed(request.method().name(), path, resource.allowed()), requestId);
            return;
        }
        Bounds bounds = boundsOf(operation);
        if (hasBody && declaredLength(request) > bounds.bodyBytes()) {
            refuse(request, Problem.uploadTooLarge(bounds.bodyBytes()), requestId);
            return;
        }
        Credentials credentials = Credentials.of(request);
        if (credentials == null || credentials.source() == Credentials.Source.COOKIE) {
            String foreign = sameOrigin.foreignOriginOf(request);
            if (foreign != null) {
                refuse(request, Problem.foreignOrigin(foreign), requestId);
                return;
            }
        }
        if (!identities.canSign()) {
            refuse(request, Problem.noIdentityKey(), requestId);
            return;
        }
        Call call = new Call(routing, operation, bounds, credentials, from, standing, requestId);
        switch (operation.answeredBy()) {
            case SESSION -> toSessionService(call);
            case ANALYSIS -> toAnalysisService(call);
        }
    }

    private void toSessionService(Call call) {
        Limits.tell(call.standing(), call.request().response());
        Credentials offered = call.credentials();
        Credentials credentials = offered != null && offered.isWellFormed() ? offered : null;
        String attempt = call.operation().returnsFromProvider() ? LoginAttempt.of(call.request()) : null;
        CharSequence identity = identities.forSessionService();
        Consumer<MultiMap> introduction = headers -> {
            introduce(call, identity, headers);
            if (attempt != null) {
                headers.set(Headers.LOGIN_ATTEMPT, attempt);
            }
            if (credentials != null) {
                headers.set(Headers.SESSION_TOKEN, credentials.token());
            }
        };
        // What is known about the token must not outlive the answer.
        Runnable beforeAnswer = credentials != null && call.operation().mayEndTheSession()
                ? () -> sessions.forget(credentials)
                : () -> {};
        exchange(call, new Line(services.session(), services.calls())).begin(introduction, beforeAnswer);
    }

    private void toAnalysisService(Call call) {
        Credentials credentials = call.credentials();
        if (credentials == null) {
            refuse(call, Problem.sessionRequired());
            return;
        }
        sessions.find(credentials, call.requestId())
                .onSuccess(check -> {
                    switch (check) {
                        case SessionCheck.Valid valid -> toAnalysisService(call, valid.caller());
                        case SessionCheck.Ended ended -> refuse(call, Problem.sessionExpired());
                    }
                })
                .onFailure(failure -> {
                    LOG.debugf("Request %s: no session look-up possible: %s", call.requestId(), failure.getMessage());
                    refuse(call, NoInstanceReached.problem(services.session(), failure));
                });
    }

    private void toAnalysisService(Call call, Caller caller) {
        Operation.Pace pace = call.operation().pace();
        Standing account = limits.ofAccount(caller.accountId(), pace == Operation.Pace.UPLOAD, call.standing());
        Problem tooMany = Limits.refusal(account);
        if (tooMany != null) {
            refuse(call.request(), tooMany, account, call.requestId());
            return;
        }
        Limits.tell(account, call.request().response());
        CharSequence identity = identities.forAnalysisService(caller);
        HttpClient client = pace == Operation.Pace.CALL ? services.calls() : services.streams();
        exchange(call, new Line(services.analysis(), client))
                .begin(headers -> introduce(call, identity, headers), () -> {});
    }

    private Exchange exchange(Call call, Line line) {
        return new Exchange(call.routing(), vertx, line, call.bounds(), exchanges, call.requestId());
    }

    /** Tells a service in the gateway's own words who calls. */
    private static void introduce(Call call, CharSequence identity, MultiMap headers) {
        headers.set(HttpHeaders.AUTHORIZATION, identity);
        headers.set(Headers.FORWARDED_FOR, call.from());
    }

    private Bounds boundsOf(Operation operation) {
        return switch (operation.pace()) {
            case CALL -> operation.answeredBy() == Operation.Door.SESSION ? callToSessions : call;
            case STREAM -> stream;
            case UPLOAD -> upload;
        };
    }

    private void refuse(Call call, Problem problem) {
        refuse(call.request(), problem, call.standing(), call.requestId());
    }

    private void refuse(HttpServerRequest request, Problem problem, @Nullable Standing standing, String requestId) {
        Limits.tell(standing, request.response());
        refuse(request, problem, requestId);
    }

    private void refuse(HttpServerRequest request, Problem problem, String requestId) {
        Refusal.send(request, vertx, problem, requestId);
    }

    private static long declaredLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException notALength) {
            return Long.MAX_VALUE;
        }
    }
}
