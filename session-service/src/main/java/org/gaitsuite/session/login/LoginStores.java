package org.gaitsuite.session.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.session.redis.RedisLink;
import org.gaitsuite.session.redis.RedisSettings;
import org.jboss.logging.Logger;

/**
 * Chooses at start, for sessions and attempts alike: Redis wherever one is named; memory only where this is declared to be the one
 * instance; else nothing, and the service is degraded until an operator says which.
 */
@Singleton
class LoginStores {
    private static final Logger LOG = Logger.getLogger(LoginStores.class);

    private final Optional<RedisLink> redis;
    private final SessionBounds bounds;
    private final boolean single;
    private final Duration longestLife;

    LoginStores(RedisSettings settings, LoginSettings logins, Vertx vertx) {
        this.bounds = SessionBounds.of(logins);
        this.single = logins.singleInstance();
        this.longestLife = logins.lifetime();
        this.redis = settings.url()
                .filter(url -> !url.isBlank())
                .map(RedisAddress::parse)
                .map(address -> new RedisLink(vertx, address, settings));
        if (redis.isEmpty() && !single) {
            LOG.error("Nobody can log in: set REDIS_URL to the Redis that all instances share, or"
                    + " GAIT_SESSIONS_SINGLE_INSTANCE=true where there is one instance only");
        }
    }

    @Produces
    @Singleton
    SessionStore sessions(ObjectMapper json) {
        Clock clock = Clock.systemUTC();
        return redis.<SessionStore>map(link ->
                        new RedisSessions(link, json, bounds, clock, new EndedSessions(link, clock, longestLife)))
                .orElseGet(() -> single ? new MemorySessions(bounds, clock) : new NoSessions());
    }

    @Produces
    @Singleton
    AttemptCounter attempts() {
        return redis.<AttemptCounter>map(RedisAttempts::new)
                .orElseGet(() -> single ? new MemoryAttempts(Clock.systemUTC()) : new NoAttempts());
    }

    @PreDestroy
    void close() {
        redis.ifPresent(RedisLink::close);
    }
}
