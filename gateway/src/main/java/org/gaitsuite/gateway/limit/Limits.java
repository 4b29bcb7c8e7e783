package org.gaitsuite.gateway.limit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Consumer;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.problem.Problem;
import org.gaitsuite.redis.RedisAddress;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The limits on calls of the API: by address for all, closer for those that log in or register, by account for those that showed who
 * calls, and closer for uploads. Health, page and documents are not counted: load balancers ask for the first, and the others are
 * answered from memory. Counting takes no time to speak of and never fails: see {@link SharedCounts}. Thread-safe.
 */
@Singleton
public class Limits {
    private static final Logger LOG = Logger.getLogger(Limits.class);

    private final Limit address;
    private final Limit login;
    private final Limit account;
    private final Limit upload;
    private final @Nullable SharedCounts shared;

    @Inject
    Limits(GatewayConfig config, RedisConfig redis, Vertx vertx, MeterRegistry meters) {
        GatewayConfig.Rates rates = config.rates();
        this.shared = redis.url()
                .filter(url -> !url.isBlank())
                .map(url -> new SharedCounts(vertx, RedisAddress.parse(url), redis, System::currentTimeMillis))
                .orElse(null);
        if (rates.clients() < 1) {
            throw new IllegalArgumentException(
                    "gait.gateway.rates.clients must be at least 1, but is " + rates.clients());
        }
        Consumer<Tally> changed = shared == null ? tally -> {} : shared::changed;
        this.address = limit("address", "your network address", rates.address(), rates.clients(), changed);
        this.login =
                limit("login", "logins and registrations from your address", rates.login(), rates.clients(), changed);
        this.account = limit("account", "this account", rates.account(), rates.clients(), changed);
        this.upload = limit("upload", "uploads of this account", rates.upload(), rates.clients(), changed);
        for (Limit limit : List.of(address, login, account, upload)) {
            FunctionCounter.builder("gait.gateway.rate.limited", limit, Limit::refused)
                    .description("Requests that were refused because their client had sent too many")
                    .tag("limit", limit.policy().name())
                    .register(meters);
        }
        Gauge.builder("gait.gateway.rates.shared", this, limits -> limits.isShared() ? 1 : 0)
                .description("1 while requests are counted together with the other gateways")
                .register(meters);
    }

    private static Limit limit(String name, String whose, String rate, long clients, Consumer<Tally> changed) {
        Rate parsed = Rate.parse("gait.gateway.rates." + name, rate);
        return new Limit(new Policy(name, whose, parsed), clients, changed, System::currentTimeMillis);
    }

    void start(@Observes StartupEvent event) {
        if (shared == null) {
            LOG.info("REDIS_URL is not set: each gateway counts requests for itself");
        } else {
            shared.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (shared != null) {
            shared.stop();
        }
    }

    boolean isShared() {
        return shared != null && shared.isShared();
    }

    /**
     * Counts a call by where it comes from.
     *
     * @param from see {@link ClientAddress}
     * @param logsIn whether a password, or a code of the login provider, comes with it
     * @return null where there is no limit
     */
    public @Nullable Standing ofAddress(String from, boolean logsIn) {
        String client = ClientAddress.network(from);
        Standing all = address.admit(client);
        return logsIn && (all == null || all.admitted()) ? Standing.narrower(all, login.admit(client)) : all;
    }

    /**
     * Counts a call by who calls.
     *
     * @param before how it stands with the limits that it has passed
     * @return null where there is no limit
     */
    public @Nullable Standing ofAccount(String accountId, boolean uploads, @Nullable Standing before) {
        Standing all = account.admit(accountId);
        if (uploads && (all == null || all.admitted())) {
            all = Standing.narrower(all, upload.admit(accountId));
        }
        return Standing.narrower(before, all);
    }

    /** Tells the client how it stands. */
    public static void tell(@Nullable Standing standing, HttpServerResponse response) {
        if (standing != null) {
            standing.policy().tell(standing, response.headers());
        }
    }

    /** Why a call may not pass; null when it may. */
    public static @Nullable Problem refusal(@Nullable Standing standing) {
        return standing == null || standing.admitted()
                ? null
                : standing.policy().refusal(standing);
    }
}
