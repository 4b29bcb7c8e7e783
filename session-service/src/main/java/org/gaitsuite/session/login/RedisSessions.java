package org.gaitsuite.session.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.redis.RedisLink;
import org.gaitsuite.session.token.BearerToken;

/**
 * Sessions that all instances share: {@code session:{sha256 of the token}} holds one as JSON and goes by itself when it
 * expires; {@code session:by-account:{id}} is the set of an account's token hashes, to end them together, and {@link
 * EndedSessions} ends those that the set lost. Commands name one key each, so that a cluster serves as well as a single Redis.
 */
final class RedisSessions implements SessionStore {
    private static final String SESSION = "session:";
    private static final String BY_ACCOUNT = "session:by-account:";
    /** At every so many sessions of an account, those that ended are cleared from its set. */
    private static final long CLEAR_UP_EVERY = 32;

    private final RedisLink redis;
    private final ObjectMapper json;
    private final Clock clock;
    private final EndedSessions ended;

    /** The JSON in Redis; instances of different versions read each other's, so fields are only ever added. */
    @RegisterForReflection
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Entry(
            String accountId,
            String login,
            String name,
            Set<String> roles,
            Instant createdAt,
            Instant expiresAt,
            long generation) {}

    RedisSessions(RedisLink redis, ObjectMapper json, Clock clock, EndedSessions ended) {
        this.ended = ended;
        this.redis = redis;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void put(BearerToken token, LoginSession session) {
        long life = Math.max(
                1, Duration.between(clock.instant(), session.expiresAt()).toMillis());
        String hash = token.hash();
        String set = BY_ACCOUNT + session.account().id();
        // In this order: a process that dies in between leaves a session whose token nobody was given.
        redis.call(
                Command.SET,
                SESSION + hash,
                write(session, ended.generation(session.account().id())),
                "PX",
                life);
        redis.call(Command.SADD, set, hash);
        redis.call(Command.PEXPIRE, set, life);
        if (redis.number(Command.SCARD, set) % CLEAR_UP_EVERY == 0) {
            clearUp(set);
        }
    }

    private void clearUp(String set) {
        for (String hash : members(set)) {
            if (redis.number(Command.EXISTS, SESSION + hash) == 0) {
                redis.call(Command.SREM, set, hash);
            }
        }
    }

    @Override
    public Optional<LoginSession> find(BearerToken token) {
        Response found = redis.call(Command.GET, SESSION + token.hash());
        if (found == null) {
            return Optional.empty();
        }
        Entry entry = parse(found.toString());
        return Optional.of(session(entry))
                .filter(session -> session.expiresAt().isAfter(clock.instant()))
                .filter(session -> !ended.include(session.account().id(), entry.generation()));
    }

    @Override
    public void remove(BearerToken token) {
        Optional<LoginSession> session = find(token);
        redis.call(Command.DEL, SESSION + token.hash());
        session.ifPresent(
                ended -> redis.call(Command.SREM, BY_ACCOUNT + ended.account().id(), token.hash()));
    }

    @Override
    public int removeAll(UUID account) {
        ended.end(account);
        String set = BY_ACCOUNT + account;
        int removed = 0;
        for (String hash : members(set)) {
            removed += (int) redis.number(Command.DEL, SESSION + hash);
            redis.call(Command.SREM, set, hash);
        }
        return removed;
    }

    private Set<String> members(String set) {
        Response members = redis.call(Command.SMEMBERS, set);
        return members == null
                ? Set.of()
                : members.stream().map(Response::toString).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public void probe() {
        redis.probe();
        ended.read();
    }

    @Override
    public Optional<String> outage() {
        return redis.outage();
    }

    @Override
    public Optional<String> refusesWrites() {
        return redis.refusesWrites();
    }

    @Override
    public String description() {
        return redis.address() + " (shared by all instances)";
    }

    @Override
    public boolean isShared() {
        return true;
    }

    private String write(LoginSession session, long generation) {
        Account account = session.account();
        try {
            return json.writeValueAsString(new Entry(
                    account.id().toString(),
                    account.login(),
                    account.name(),
                    Set.copyOf(account.roleWords()),
                    account.createdAt(),
                    session.expiresAt(),
                    generation));
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("a session cannot be written as JSON", fault);
        }
    }

    private Entry parse(String text) {
        try {
            return json.readValue(text, Entry.class);
        } catch (JsonProcessingException fault) {
            throw new IllegalStateException("Redis holds a session that is not one", fault);
        }
    }

    private static LoginSession session(Entry entry) {
        return new LoginSession(
                new Account(
                        UUID.fromString(entry.accountId()),
                        entry.login(),
                        entry.name(),
                        entry.roles().stream().map(Role::of).collect(Collectors.toSet()),
                        entry.createdAt()),
                entry.expiresAt());
    }
}
