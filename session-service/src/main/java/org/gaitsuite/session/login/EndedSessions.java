package org.gaitsuite.session.login;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.gaitsuite.session.redis.RedisLink;

/**
 * Ends also those sessions of an account that Redis forgot to list: where memory was full it may have dropped the account's set and
 * kept a session. An account has a generation, which a session is given when it is opened; whoever logs out everywhere begins the
 * next, and sessions of an earlier one are over.
 *
 * <p>Generations lie in the sorted set {@code session:ended}, of the accounts that logged out everywhere within a session's life, the
 * latest {@value #MOST}. Every instance reads it every 2 s, so a look-up costs no question more, and a Redis that drops what was used
 * least keeps it; within those 2 s another instance may still let an unlisted session in. What is promised no longer where Redis
 * drops the set itself: such a session then lives until its own end, and nothing else breaks. Generations are times only to be
 * forgotten by; no clock decides whether a session is over. Thread-safe.
 */
final class EndedSessions {
    private static final String KEY = "session:ended";
    private static final int MOST = 10_000;
    /** A generation counts until every session of an earlier one is over, and is erased some time after that. */
    private static final Duration SLACK = Duration.ofHours(1);

    private static final long NONE = 0;

    private final RedisLink redis;
    private final Clock clock;
    private final Duration longestLife;
    private volatile Map<String, Long> generations = Map.of();
    private volatile boolean isRead;

    EndedSessions(RedisLink redis, Clock clock, Duration longestLife) {
        this.redis = redis;
        this.clock = clock;
        this.longestLife = longestLife;
    }

    /** For a session that is about to be opened; asked of Redis, so that none is opened into a generation that is over. */
    long generation(UUID account) {
        Response found = redis.call(Command.ZSCORE, KEY, account);
        Double generation = found == null ? null : found.toDouble();
        return generation == null ? NONE : generation.longValue();
    }

    /** Ends every session of the account that is there. */
    void end(UUID account) {
        long now = clock.millis();
        long next = Math.max(now, generation(account) + 1);
        redis.call(Command.ZADD, KEY, next, account);
        redis.call(
                Command.ZREMRANGEBYSCORE,
                KEY,
                "-inf",
                now - longestLife.plus(SLACK.multipliedBy(2)).toMillis());
        redis.call(Command.ZREMRANGEBYRANK, KEY, 0, -MOST - 1);
        read();
    }

    /** Whether a session of this generation is over; by what was last read. */
    boolean include(UUID account, long generation) {
        if (!isRead) {
            read();
        }
        return generation < generations.getOrDefault(account.toString(), NONE);
    }

    /** Reads what all instances know. */
    void read() {
        long since = clock.millis() - longestLife.plus(SLACK).toMillis();
        Response found = redis.call(Command.ZRANGEBYSCORE, KEY, since, "+inf", "WITHSCORES");
        Map<String, Long> known = new HashMap<>();
        if (found != null) {
            collect(found, known);
        }
        generations = Map.copyOf(known);
        isRead = true;
    }

    /** Pairs, or one list of members and scores in turn, by the version of the protocol. */
    private static void collect(Response found, Map<String, Long> known) {
        for (int i = 0; i < found.size(); i++) {
            Response member = found.get(i);
            if (member.type() == ResponseType.MULTI) {
                known.put(member.get(0).toString(), (long)
                        Double.parseDouble(member.get(1).toString()));
            } else {
                known.put(member.toString(), (long)
                        Double.parseDouble(found.get(++i).toString()));
            }
        }
    }
}
