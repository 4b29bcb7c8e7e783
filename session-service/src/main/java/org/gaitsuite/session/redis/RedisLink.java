package org.gaitsuite.session.redis;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.redis.RedisConnections;
import org.gaitsuite.session.outage.Outage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commands to Redis over a pool of connections. Nothing is connected before the first command, and a lost connection is
 * made anew by the next one, so the process needs no Redis to start or to stay up. Safe for use by many threads; calls
 * block, so make them from a virtual or worker thread.
 */
public final class RedisLink implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    /** At the beginning, or in the middle of what Redis 6 says of a script that was refused. */
    private static final Pattern WRITE_REFUSAL = Pattern.compile("(?:^|-)(?:OOM|READONLY|MISCONF|NOREPLICAS) ");

    private final RedisAddress address;
    private final Redis client;
    private final Duration timeout;
    private final Outage outage;
    private final Outage writing;
    private volatile boolean policyIsKnown;

    public RedisLink(Vertx vertx, RedisAddress address, RedisSettings settings) {
        this.address = address;
        this.outage = new Outage(LOG, "Redis " + address);
        this.writing = new Outage(LOG, "Writing to Redis " + address);
        this.timeout = settings.timeout();
        this.client = new RedisConnections(address, timeout, settings.connections(), settings.caFile()).client(vertx);
    }

    /** Where it leads. */
    public RedisAddress address() {
        return address;
    }

    /** Why Redis cannot be used at the moment; empty when it can, as far as is known. */
    public Optional<String> outage() {
        return Optional.ofNullable(outage.reason());
    }

    /** Why Redis takes no writes at the moment although it answers: its memory is full, or it is a replica. Empty when it does. */
    public Optional<String> refusesWrites() {
        return Optional.ofNullable(writing.reason());
    }

    /**
     * Asks Redis whether it is there, whatever is known of it; by the answer {@link #call} goes on or is refused at once.
     *
     * @throws RedisUnavailable when it does not answer
     */
    public void probe() {
        exchange(Request.cmd(Command.PING));
        outage.found();
        if (!policyIsKnown) {
            policyIsKnown = true;
            warnOfEviction();
        }
    }

    /** A server that does not tell is not asked again before the next outage, after which it may be another one. */
    private void warnOfEviction() {
        try {
            Response memory = answer(Request.cmd(Command.INFO).arg("memory"));
            EvictionPolicy.read(String.valueOf(memory))
                    .filter(EvictionPolicy::endsSessionsInUse)
                    .ifPresent(policy -> LOG.warnf(
                            "Redis %s drops what it likes when its memory is full (maxmemory-policy %s): users will be logged"
                                    + " out; set it to noeviction, or to volatile-ttl",
                            address, policy.name()));
        } catch (ExecutionException | TimeoutException secret) {
            LOG.debugf("Redis %s does not tell its policy of eviction: %s", address, secret.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailable("interrupted while waiting for " + address, interrupted);
        }
    }

    /**
     * Sends a command and waits for its answer. A command that met a closed connection is sent once more, so it must
     * bear being carried out twice.
     *
     * @return null where Redis answers nil
     * @throws RedisUnavailable when there is no answer in time, or the answer is an error; at once while Redis is known
     *     to be away
     */
    public @Nullable Response call(Command command, Object... arguments) {
        String known = outage.reason();
        if (known != null) {
            throw new RedisUnavailable(address + ": " + known, null);
        }
        Request request = Request.cmd(command);
        for (Object argument : arguments) {
            request.arg(argument.toString());
        }
        return exchange(request);
    }

    /**
     * As {@link #call}, for a command that a Redis that {@link #refusesWrites} would not carry out: an answer shows that it does not.
     *
     * @throws RedisUnavailable as {@link #call} does
     */
    public @Nullable Response write(Command command, Object... arguments) {
        Response answer = call(command, arguments);
        writing.found();
        return answer;
    }

    private @Nullable Response exchange(Request request) {
        try {
            return answered(request);
        } catch (ExecutionException fault) {
            String reason = String.valueOf(fault.getCause());
            if (refusesWriting(fault.getCause())) {
                writing.lost(reason);
                throw new RedisUnavailable(address + ": " + reason, fault);
            }
            throw unavailable(reason, fault);
        } catch (TimeoutException late) {
            throw unavailable("no answer within %d ms".formatted(timeout.toMillis()), late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailable("interrupted while waiting for " + address, interrupted);
        }
    }

    /**
     * Sends a command that answers with a number.
     *
     * @throws RedisUnavailable as {@link #call} does
     */
    public long number(Command command, Object... arguments) {
        Response answer = call(command, arguments);
        Long number = answer == null ? null : answer.toLong();
        if (number == null) {
            throw new RedisUnavailable("%s: %s was not answered by a number".formatted(address, command), null);
        }
        return number;
    }

    private @Nullable Response answered(Request request)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            return answer(request);
        } catch (ExecutionException fault) {
            if (!connectionWasClosed(fault.getCause())) {
                throw fault;
            }
            return answer(request);
        }
    }

    private @Nullable Response answer(Request request)
            throws ExecutionException, TimeoutException, InterruptedException {
        return client.send(request)
                .toCompletionStage()
                .toCompletableFuture()
                .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Reads go on, so this is no outage: memory is full, a replica was asked, the disk is full, too few replicas are there. */
    private static boolean refusesWriting(@Nullable Throwable fault) {
        String message = fault == null ? null : fault.getMessage();
        return message != null && WRITE_REFUSAL.matcher(message).find();
    }

    private static boolean connectionWasClosed(@Nullable Throwable fault) {
        String message = fault == null ? null : fault.getMessage();
        return fault instanceof ClosedChannelException
                || (message != null && message.toLowerCase(Locale.ROOT).contains("closed"));
    }

    /** Whoever meets it first says so for all, until a {@link #probe} is answered. */
    private RedisUnavailable unavailable(String reason, Exception fault) {
        outage.lost(reason);
        policyIsKnown = false;
        return new RedisUnavailable(address + ": " + reason, fault);
    }

    @Override
    public void close() {
        client.close();
    }
}
