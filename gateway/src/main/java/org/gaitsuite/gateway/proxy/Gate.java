package org.gaitsuite.gateway.proxy;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.gaitsuite.gateway.GatewayConfig;
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

    /** Passes {@code request} on, or answers it with a problem. */
    public void handle(HttpServerRequest request, String path, String requestId) {
        boolean hasBody = Bounds.hasBody(request);
        if (hasBody) {
            // Nothing of the body may be lost while the session is looked up.
            request.pause();
        }
        PublicApi.Resource resource = PublicApi.find(path);
        Operation operation = resource == null ? null : resource.operation(request.method());
        String client = addresses.of(request);
        Standing standing = limits.ofAddress(client, operation != null && operation.logsIn());
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
        switch (operation.answeredBy()) {
            case SESSION -> toSessionService(request, operation, bounds, credentials, standing, requestId);
            case ANALYSIS -> toAnalysisService(request, operation, bounds, credentials, standing, requestId);
        }
    }

    private void toSessionService(
            HttpServerRequest request,
            Operation operation,
            Bounds bounds,
            @Nullable Credentials credentials,
            @Nullable Standing standing,
            String requestId) {
        Limits.tell(standing, request.response());
        MultiMap headers = whoCalls(request, identities.forSessionService());
        String attempt = operation.returnsFromProvider() ? LoginAttempt.of(request) : null;
        if (attempt != null) {
            headers.set(Headers.LOGIN_ATTEMPT, attempt);
        }
        Runnable beforeAnswer = () -> {};
        if (credentials != null && credentials.isWellFormed()) {
            headers.set(Headers.SESSION_TOKEN, credentials.token());
            if (operation.mayEndTheSession()) {
                // What is known about the token must not outlive the answer.
                beforeAnswer = () -> sessions.forget(credentials);
            }
        }
        new Exchange(request, vertx, services.session(), bounds, exchanges, requestId)
                .begin(services.calls(), headers, beforeAnswer);
    }

    private void toAnalysisService(
            HttpServerRequest request,
            Operation operation,
            Bounds bounds,
            @Nullable Credentials credentials,
            @Nullable Standing standing,
            String requestId) {
        if (credentials == null) {
            refuse(request, Problem.sessionRequired(), standing, requestId);
            return;
        }
        HttpClient client = operation.pace() == Operation.Pace.CALL ? services.calls() : services.streams();
        sessions.find(credentials, requestId)
                .onSuccess(check -> {
                    switch (check) {
                        case SessionCheck.Valid valid -> {
                            Standing account = limits.ofAccount(
                                    valid.caller().accountId(), operation.pace() == Operation.Pace.UPLOAD, standing);
                            Problem tooMany = Limits.refusal(account);
                            if (tooMany != null) {
                                refuse(request, tooMany, account, requestId);
                                return;
                            }
                            Limits.tell(account, request.response());
                            MultiMap headers = whoCalls(request, identities.forAnalysisService(valid.caller()));
                            new Exchange(request, vertx, services.analysis(), bounds, exchanges, requestId)
                                    .begin(client, headers, () -> {});
                        }
                        case SessionCheck.Ended ended -> refuse(request, Problem.sessionExpired(), standing, requestId);
                    }
                })
                .onFailure(failure -> {
                    LOG.debugf("Request %s: no session look-up possible: %s", requestId, failure.getMessage());
                    refuse(request, NoInstanceReached.problem(services.session(), failure), requestId);
                });
    }

    /** What a service is told in the gateway's own words. */
    private MultiMap whoCalls(HttpServerRequest request, CharSequence identity) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        headers.set(HttpHeaders.AUTHORIZATION, identity);
        headers.set(Headers.FORWARDED_FOR, addresses.of(request));
        return headers;
    }

    private Bounds boundsOf(Operation operation) {
        return switch (operation.pace()) {
            case CALL -> operation.answeredBy() == Operation.Door.SESSION ? callToSessions : call;
            case STREAM -> stream;
            case UPLOAD -> upload;
        };
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
