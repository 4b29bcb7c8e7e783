package org.gaitsuite.session.login;

import java.util.Optional;
import java.util.UUID;
import org.gaitsuite.session.redis.RedisUnavailable;
import org.gaitsuite.session.token.BearerToken;

/**
 * Nobody said where sessions are kept, nor that there is one instance only. Every call is refused as while Redis is away: a memory
 * that other instances do not see would lose a login with every other request.
 */
final class NoSessions implements SessionStore {
    static final String REASON = "REDIS_URL is not set, and GAIT_SESSIONS_SINGLE_INSTANCE is not true";

    static RedisUnavailable refusal() {
        return new RedisUnavailable(REASON, null);
    }

    @Override
    public void put(BearerToken token, LoginSession session) {
        throw refusal();
    }

    @Override
    public Optional<LoginSession> find(BearerToken token) {
        throw refusal();
    }

    @Override
    public void remove(BearerToken token) {
        throw refusal();
    }

    @Override
    public int removeAll(UUID account) {
        throw refusal();
    }

    @Override
    public void probe() {
        throw refusal();
    }

    @Override
    public Optional<String> outage() {
        return Optional.of(REASON);
    }

    @Override
    public String description() {
        return "none: " + REASON;
    }

    /** It stands for the Redis that is missing. */
    @Override
    public boolean isShared() {
        return true;
    }
}
