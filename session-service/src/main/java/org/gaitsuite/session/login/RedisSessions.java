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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.gaitsuite.session.account.Account;
import org.gaitsuite.session.account.Role;
import org.gaitsuite.session.redis.RedisLink;
import org.gaitsuite.session.token.BearerToken;
import org.jspecify.annotations.Nullable;

/**
 * Sessions that all instances share: {@code session:{sha256 of the token}} holds one as JSON and goes by itself when it
 * expires or was not used for too long; {@code session:by-account:{id}} is the set of an account's token hashes, to end
 * them together and to find the oldest, and {@link EndedSessions} ends those that the set lost. Commands name one key each, so that a
 * cluster serves as well as a single Redis.
 *
 * <p>A look-up is one round trip. The key's time to live is the idle limit, and a look-up sets it anew when more than
 * {@link SessionBounds#grain()} of it has gone: one write a minute and session, over all instances. When a session was
 * opened follows from when it expires.
 *
 * <p>Logins of one account at the same moment leave no more sessions than its limit: each adds itself before it counts,
 * so the last of them sees them all, and all agree which are the oldest. A process that dies in between leaves one too many
 * until the next login.
 */
final class RedisSessions implements SessionStore {
    private static final String SESSION = "session:";
    private static final String BY_ACCOUNT = "session:by-account:";
    /**
     * Reads a session and sets its time to live anew when that is below ARGV[1] or, as versions without an idle limit wrote
     * it, above ARGV[2]. Where Redis takes no writes at the moment, it still reads.
     */
    private static final String LOOK_UP = """
            local found = redis.call('GET', KEYS[1])
            if found then
              local left = redis.call('PTTL', KEYS[1])
              if left < tonumber(ARGV[1]) or left > tonumber(ARGV[2]) then
                redis.pcall('PEXPIRE', KEYS[1], ARGV[2])
              end
            end
            return found
            """;

    private final RedisLink redis;
    private final ObjectMapper json;
    private final SessionBounds bounds;
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
            long generation,
            boolean provided) {}

    RedisSessions(RedisLink redis, ObjectMapper json, SessionBounds bounds, Clock clock, EndedSessions ended) {
        this.ended = ended;
        this.redis = redis;
        this.json = json;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public void put(BearerToken token, LoginSession session) {
        long life = Math.max(
                1, Duration.between(clock.instant(), session.expiresAt()).toMillis());
        String hash = token.hash();
        String set = BY_ACCOUNT + session.account().id();
        // In this order: a process that dies in between leaves a session whose token nobody was given.
        redis.write(
                Command.SET,
                SESSION + hash,
                write(session, ended.generation(session.account().id())),
                "PX",
                Math.min(life, bounds.idle().toMillis()));
        redis.call(Command.SADD, set, hash);
        redis.call(Command.PEXPIRE, set, life);
        if (redis.number(Command.SCARD, set) > bounds.perAccount()) {
            endTheOldest(set);
        }
    }

    private record Open(String hash, Instant expiresAt) {}

    /** Clears the set of those that have ended, and ends the oldest while there are too many. */
    private void endTheOldest(String set) {
        List<Open> open = new ArrayList<>();
        for (String hash : members(set)) {
            Optional<LoginSession> session = valid(redis.call(Command.GET, SESSION + hash));
            session.ifPresentOrElse(
                    found -> open.add(new Open(hash, found.expiresAt())), () -> redis.call(Command.SREM, set, hash));
        }
        open.sort(Comparator.comparing(Open::expiresAt).thenComparing(Open::hash));
        for (Open oldest : open.subList(0, Math.max(0, open.size() - bounds.perAccount()))) {
            redis.call(Command.DEL, SESSION + oldest.hash());
            redis.call(Command.SREM, set, oldest.hash());
        }
    }

    @Override
    public Optional<LoginSession> find(BearerToken token) {
        long idle = bounds.idle().toMillis();
        return valid(redis.call(
                Command.EVAL,
                LOOK_UP,
                1,
                SESSION + token.hash(),
                idle - bounds.grain().toMillis(),
                idle));
    }

    private Optional<LoginSession> valid(@Nullable Response found) {
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
        Optional<LoginSession> session = valid(redis.call(Command.GET, SESSION + token.hash()));
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
                    generation,
                    account.provided()));
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
                        entry.createdAt(),
                        entry.provided()),
                entry.expiresAt());
    }
}
