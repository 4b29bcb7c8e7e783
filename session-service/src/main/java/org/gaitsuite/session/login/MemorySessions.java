package org.gaitsuite.session.login;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gaitsuite.session.token.BearerToken;
import org.jspecify.annotations.Nullable;

/** Sessions in this process: gone with it, and unknown to other instances. */
final class MemorySessions implements SessionStore {
    /** A session, and when it ends unless it is used. */
    private record Held(LoginSession session, Instant idleEnd) {
        boolean isOver(Instant now) {
            return !session.expiresAt().isAfter(now) || !idleEnd.isAfter(now);
        }
    }

    private final ConcurrentMap<String, Held> sessions = new ConcurrentHashMap<>();
    private final SessionBounds bounds;
    private final Clock clock;

    MemorySessions(SessionBounds bounds, Clock clock) {
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public void put(BearerToken token, LoginSession session) {
        Instant now = clock.instant();
        // A login is rare beside look-ups, so it is the one that clears up.
        sessions.values().removeIf(held -> held.isOver(now));
        sessions.put(token.hash(), new Held(session, now.plus(bounds.idle())));
        List<String> oldestFirst = sessions.entrySet().stream()
                .filter(entry -> isOf(session.account().id(), entry.getValue()))
                .sorted(Comparator.comparing((Map.Entry<String, Held> entry) ->
                                entry.getValue().session().expiresAt())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        oldestFirst.stream()
                .limit(Math.max(0, oldestFirst.size() - bounds.perAccount()))
                .forEach(sessions::remove);
    }

    @Override
    public Optional<LoginSession> find(BearerToken token) {
        Held found = sessions.computeIfPresent(token.hash(), (hash, held) -> used(held));
        return Optional.ofNullable(found).map(Held::session);
    }

    private @Nullable Held used(Held held) {
        Instant now = clock.instant();
        return held.isOver(now) ? null : new Held(held.session(), now.plus(bounds.idle()));
    }

    @Override
    public void remove(BearerToken token) {
        sessions.remove(token.hash());
    }

    @Override
    public int removeAll(UUID account) {
        int before = sessions.size();
        sessions.values().removeIf(held -> isOf(account, held));
        return before - sessions.size();
    }

    private static boolean isOf(UUID account, Held held) {
        return held.session().account().id().equals(account);
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
