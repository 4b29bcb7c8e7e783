package org.gaitsuite.session.login;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.session.redis.RedisLink;
import org.gaitsuite.session.redis.RedisSettings;

/** Chooses Redis or memory at start, for sessions and attempts alike. */
@Singleton
class LoginStores {
    private final Optional<RedisLink> redis;
    private final SessionBounds bounds;

    LoginStores(RedisSettings settings, LoginSettings logins, Vertx vertx) {
        this.bounds = SessionBounds.of(logins);
        this.redis = settings.url()
                .filter(url -> !url.isBlank())
                .map(RedisAddress::parse)
                .map(address -> new RedisLink(vertx, address, settings));
    }

    @Produces
    @Singleton
    SessionStore sessions(ObjectMapper json) {
        Clock clock = Clock.systemUTC();
        return redis.<SessionStore>map(link -> new RedisSessions(link, json, bounds, clock))
                .orElseGet(() -> new MemorySessions(bounds, clock));
    }

    @Produces
    @Singleton
    AttemptCounter attempts() {
        return redis.<AttemptCounter>map(RedisAttempts::new).orElseGet(() -> new MemoryAttempts(Clock.systemUTC()));
    }

    @PreDestroy
    void close() {
        redis.ifPresent(RedisLink::close);
    }
}
