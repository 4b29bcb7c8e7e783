package org.gaitsuite.gateway.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.upstream.Instance;
import org.gaitsuite.gateway.upstream.NoInstanceReached;
import org.gaitsuite.gateway.upstream.Outage;
import org.gaitsuite.gateway.upstream.Services;
import org.jboss.logging.Logger;

/**
 * Asks session-service whom a token belongs to. Answers are kept for at most a second, so that a revoked session ends
 * everywhere within that time; requests with the same token that arrive together share one question. A question
 * changes nothing, so it goes to another instance whenever one fails. Where none can say, because it or its store is away,
 * a session that was valid a few minutes ago goes on until the time at which it ends by itself.
 */
@Singleton
public class SessionLookup {
    private static final Logger LOG = Logger.getLogger(SessionLookup.class);
    private static final String TOKEN_HEADER = "X-Gait-Session";
    private static final String REQUEST_ID_HEADER = "X-Request-Id";

    private final Services services;
    private final Identities identities;
    private final Vertx vertx;
    private final RequestOptions question;
    private final AsyncCache<String, SessionCheck> recent;
    /** Whom tokens belonged to not long ago, for the time in which session-service cannot say. */
    private final Cache<String, SessionCheck.Valid> lastKnown;

    private final Outage outage = new Outage(LOG, "session-service cannot look sessions up");

    @Inject
    SessionLookup(Services services, Identities identities, GatewayConfig config, Vertx vertx) {
        GatewayConfig.Sessions sessions = config.sessions();
        if (sessions.cacheFor().toMillis() > 1000) {
            throw new IllegalArgumentException(
                    "gait.gateway.sessions.cache-for must be at most 1 s, but is " + sessions.cacheFor());
        }
        this.services = services;
        this.identities = identities;
        this.vertx = vertx;
        long patience = config.timeouts().lookup().toMillis();
        this.question = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setURI("/internal/session")
                .setConnectTimeout(patience)
                .setIdleTimeout(patience);
        this.recent = Caffeine.newBuilder()
                .maximumSize(sessions.cacheSize())
                .expireAfterWrite(sessions.cacheFor())
                .buildAsync();
        this.lastKnown = Caffeine.newBuilder()
                .maximumSize(sessions.cacheSize())
                .expireAfterWrite(sessions.keepDuringOutage())
                .build();
    }

    /**
     * Whom {@code credentials} belong to.
     *
     * @param requestId of the request that needs to know
     * @return completes on the current context; fails when no instance of session-service gives an answer
     */
    public Future<SessionCheck> find(Credentials credentials, String requestId) {
        if (!credentials.isWellFormed()) {
            return Future.succeededFuture(new SessionCheck.Ended());
        }
        CompletableFuture<SessionCheck> answer = recent.get(
                credentials.token(),
                (token, executor) -> ask(token, requestId).toCompletionStage().toCompletableFuture());
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
            return Future.succeededFuture(answer.join());
        }
        Context context = vertx.getOrCreateContext();
        return Future.fromCompletionStage(answer, context);
    }

    /** Forgets what was learnt about a token, because the caller has just changed it. */
    public void forget(Credentials credentials) {
        recent.synchronous().invalidate(credentials.token());
        lastKnown.invalidate(credentials.token());
    }

    private Future<SessionCheck> ask(String token, String requestId) {
        RequestOptions asked = new RequestOptions(question)
                .putHeader(HttpHeaders.AUTHORIZATION, identities.forSessionService())
                .putHeader(TOKEN_HEADER, token)
                .putHeader(REQUEST_ID_HEADER, requestId);
        return ask(asked, services.session().inTurn(), 0)
                .onSuccess(check -> remember(token, check))
                .recover(failure -> {
                    outage.failed(String.valueOf(failure.getMessage()));
                    SessionCheck.Valid known = lastKnown.getIfPresent(token);
                    return known == null
                            ? Future.failedFuture(failure)
                            : Future.succeededFuture(
                                    known.expiresAt().isAfter(Instant.now()) ? known : new SessionCheck.Ended());
                });
    }

    private void remember(String token, SessionCheck check) {
        switch (check) {
            case SessionCheck.Valid valid -> lastKnown.put(token, valid);
            case SessionCheck.Ended ended -> lastKnown.invalidate(token);
        }
    }

    private Future<SessionCheck> ask(RequestOptions asked, List<Instance> order, int index) {
        if (order.isEmpty()) {
            return Future.failedFuture(NoInstanceReached.open(services.session().name()));
        }
        return ask(asked, order.get(index)).recover(failure -> {
            LOG.debugf("Session look-up at %s failed: %s", order.get(index), failure.getMessage());
            boolean again = index + 1 < order.size()
                    && (failure instanceof NoInstanceReached
                            || services.session().mayRepeat());
            return again ? ask(asked, order, index + 1) : Future.failedFuture(failure);
        });
    }

    private Future<SessionCheck> ask(RequestOptions asked, Instance instance) {
        return services.session()
                .open(services.lookups(), asked, instance)
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body().compose(body -> understand(answer, body)));
    }

    private static Future<SessionCheck> understand(HttpClientResponse answer, Buffer body) {
        return switch (answer.statusCode()) {
            case 200 -> {
                JsonObject found = body.toJsonObject();
                // Tokens that may whatever their account may, and instances from before there were scopes, name none.
                JsonArray scopes = found.getJsonArray("scopes");
                yield Future.succeededFuture(new SessionCheck.Valid(
                        new Caller(
                                found.getString("account_id"),
                                found.getString("login"),
                                words(found.getJsonArray("roles")),
                                scopes == null ? null : words(scopes)),
                        found.getInstant("expires_at")));
            }
            case 404 -> Future.succeededFuture(new SessionCheck.Ended());
            default -> Future.failedFuture(new IllegalStateException("status " + answer.statusCode()));
        };
    }

    private static List<String> words(JsonArray array) {
        return array.stream().map(String.class::cast).toList();
    }
}
