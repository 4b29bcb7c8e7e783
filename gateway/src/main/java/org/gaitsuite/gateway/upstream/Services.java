package org.gaitsuite.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.gaitsuite.gateway.GatewayConfig;
import org.gaitsuite.gateway.connection.EventLoops;

/** The services behind the gateway and the connections to them. */
@Singleton
public class Services {
    /** What the network layer reads at a time: in smaller pieces each would be a system call of its own on its way out. */
    private static final int PIECE_BYTES = 64 * 1024;

    private final Service analysis;
    private final Service session;
    /**
     * Of each event loop its own: a connection that belongs to another loop than the request costs both of them a task and a wake-up for
     * everything that passes, a third of the work of a small request.
     */
    private final FastThreadLocal<Clients> clients;

    @Inject
    Services(GatewayConfig config, EventLoops loops, Vertx vertx, MeterRegistry meters) {
        GatewayConfig.Upstream upstream = config.upstream();
        if (upstream.waitingRequests() < 1 || upstream.failuresToEject() < 0) {
            throw new IllegalArgumentException(
                    "gait.gateway.upstream.waiting-requests must be at least 1 and failures-to-eject at least 0, but they are "
                            + upstream.waitingRequests() + " and " + upstream.failuresToEject());
        }
        analysis = new Service("analysis-service", config.analysisServiceUrls(), upstream);
        session = new Service("session-service", config.sessionServiceUrls(), upstream);
        all().forEach(service -> ServiceMeters.register(service, meters));
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeouts().connect().toMillis()))
                .setTcpNoDelay(true)
                .setKeepAliveTimeout(30)
                .setMaxHeaderSize(16 * 1024)
                .setMaxChunkSize(PIECE_BYTES);
        PoolOptions calls = pool(upstream.callConnections(), upstream, loops.count());
        PoolOptions streams = pool(upstream.streamConnections(), upstream, loops.count());
        clients = new FastThreadLocal<>() {
            @Override
            protected Clients initialValue() {
                return new Clients(
                        vertx.createHttpClient(options, calls),
                        vertx.createHttpClient(options, streams),
                        vertx.createHttpClient(options, calls));
            }
        };
    }

    /**
     * A loop's share. The queue's bound belongs to the pool: that of the client's own options would not count beside it.
     */
    private static PoolOptions pool(int connections, GatewayConfig.Upstream upstream, int loops) {
        return new PoolOptions()
                .setHttp1MaxSize(Math.ceilDiv(connections, loops))
                .setMaxWaitQueueSize(Math.ceilDiv(upstream.waitingRequests(), loops));
    }

    private record Clients(HttpClient calls, HttpClient streams, HttpClient lookups) {}

    /** Uploads, analyses, results. */
    public Service analysis() {
        return analysis;
    }

    /** Accounts, logins, API tokens. */
    public Service session() {
        return session;
    }

    /** All of them. */
    public List<Service> all() {
        return List.of(session, analysis);
    }

    /** Connections for calls with small bodies and answers. */
    public HttpClient calls() {
        return clients.get().calls();
    }

    /** Connections for uploads, downloads and event streams, apart so that long ones cannot starve the short ones. */
    public HttpClient streams() {
        return clients.get().streams();
    }

    /** Connections for the look-ups of sessions, which no client can keep busy by being slow. */
    public HttpClient lookups() {
        return clients.get().lookups();
    }
}
