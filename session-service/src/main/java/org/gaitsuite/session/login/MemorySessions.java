package org.gaitsuite.session.login;

import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gaitsuite.session.token.BearerToken;

/** Sessions in this process: gone with it, and unknown to other instances. */
final class MemorySessions implements SessionStore {
    private final ConcurrentMap<String, LoginSession> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    MemorySessions(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void put(BearerToken token, LoginSession session) {
        // A login is rare beside look-ups, so it is the one that clears up.
        sessions.values().removeIf(this::isOver);
        sessions.put(token.hash(), session);
    }

    @Override
    public Optional<LoginSession> find(BearerToken token) {
        return Optional.ofNullable(sessions.get(token.hash())).filter(session -> !isOver(session));
    }

    @Override
    public void remove(BearerToken token) {
        sessions.remove(token.hash());
    }

    @Override
    public int removeAll(UUID account) {
        int before = sessions.size();
        sessions.values().removeIf(session -> session.account().id().equals(account));
        return before - sessions.size();
    }

    private boolean isOver(LoginSession session) {
        return !session.expiresAt().isAfter(clock.instant());
    }

    @Override
    public Optional<String> outage() {
        return Optional.empty();
    }

    @Override
    public void probe() {
        // Memory is always there.
    }

    @Override
    public String description() {
        return "memory (single instance only)";
    }

    @Override
    public boolean isShared() {
        return false;
    }
}
