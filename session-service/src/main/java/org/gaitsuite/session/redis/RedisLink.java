package org.gaitsuite.session.redis;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.RedisRole;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gaitsuite.redis.RedisAddress;
import org.gaitsuite.session.outage.Outage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commands to Redis over a pool of connections. Nothing is connected before the first command, and a lost connection is
 * made anew by the next one, so the process needs no Redis to start or to stay up. Safe for use by many threads; calls
 * block, so make them from a virtual or worker thread.
 */
public final class RedisLink implements AutoCloseable {
    /** Closes what a firewall may have dropped silently; well below the ten minutes after which Azure does. */
    private static final int IDLE_SECONDS = 60;

    private static final Logger LOG = Logger.getLogger(RedisLink.class);

    /** A connection on which nothing arrives is closed, so that one that died without a word is found out. */
    private static final int READ_IDLE_SECONDS = 10;

    private final RedisAddress address;
    private final Redis client;
    private final Duration timeout;
    private final Outage outage;

    public RedisLink(Vertx vertx, RedisAddress address, RedisSettings settings) {
        this.address = address;
        this.outage = new Outage(LOG, "Redis " + address);
        this.timeout = settings.timeout();
        NetClientOptions net = new NetClientOptions()
                .setConnectTimeout((int) timeout.toMillis())
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setReadIdleTimeout(READ_IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        if (address.tls()) {
            net.setSsl(true).setTrustAll(false).setHostnameVerificationAlgorithm("HTTPS");
            settings.caFile()
                    .ifPresent(pem -> net.setPemTrustOptions(new PemTrustOptions().addCertPath(pem.toString())));
        }
        RedisOptions options = new RedisOptions()
                .setMaxPoolSize(settings.connections())
                .setMaxPoolWaiting(settings.connections() * 64)
                .setNetClientOptions(net);
        direct(options, address);
        this.client = Redis.createClient(vertx, options);
    }

    private static void direct(RedisOptions options, RedisAddress address) {
        if (address.master() != null) {
            options.setType(RedisClientType.SENTINEL).setRole(RedisRole.MASTER).setMasterName(address.master());
        }
        address.connectionStrings().forEach(options::addConnectionString);
    }

    /** Where it leads. */
    public RedisAddress address() {
        return address;
    }

    /** Why Redis cannot be used at the moment; empty when it can, as far as is known. */
    public Optional<String> outage() {
        return Optional.ofNullable(outage.reason());
    }

    /**
     * Asks Redis whether it is there, whatever is known of it; by the answer {@link #call} goes on or is refused at once.
     *
     * @throws RedisUnavailable when it does not answer
     */
    public void probe() {
        exchange(Request.cmd(Command.PING));
        outage.found();
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

    private @Nullable Response exchange(Request request) {
        try {
            return answered(request);
        } catch (ExecutionException fault) {
            throw unavailable(String.valueOf(fault.getCause()), fault);
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

    private static boolean connectionWasClosed(@Nullable Throwable fault) {
        String message = fault == null ? null : fault.getMessage();
        return fault instanceof ClosedChannelException
                || (message != null && message.toLowerCase(Locale.ROOT).contains("closed"));
    }

    /** Whoever meets it first says so for all, until a {@link #probe} is answered. */
    private RedisUnavailable unavailable(String reason, Exception fault) {
        outage.lost(reason);
        return new RedisUnavailable(address + ": " + reason, fault);
    }

    @Override
    public void close() {
        client.close();
    }
}
