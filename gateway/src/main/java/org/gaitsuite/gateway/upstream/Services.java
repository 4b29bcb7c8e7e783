package org.gaitsuite.gateway.upstream;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.gaitsuite.gateway.GatewayConfig;

/** The services behind the gateway and the connections to them. */
@Singleton
public class Services {
    private final Service analysis;
    private final Service session;
    /**
     * Of each event loop its own: a connection that belongs to another loop than the request costs both of them a task and a wake-up for
     * everything that passes, a third of the work of a small request.
     */
    private final FastThreadLocal<Clients> clients;

    @Inject
    Services(
            GatewayConfig config,
            @ConfigProperty(name = "quarkus.vertx.event-loops-pool-size") OptionalInt eventLoops,
            Vertx vertx) {
        GatewayConfig.Upstream upstream = config.upstream();
        analysis = new Service(
                "analysis-service", config.analysisServiceUrls(), upstream.ejectFor(), upstream.ejectAtMost());
        session = new Service(
                "session-service", config.sessionServiceUrls(), upstream.ejectFor(), upstream.ejectAtMost());
        int loops = eventLoops.orElse(Math.max(2, Runtime.getRuntime().availableProcessors()));
        int callConnections = Math.ceilDiv(upstream.callConnections(), loops);
        int streamConnections = Math.ceilDiv(upstream.streamConnections(), loops);
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeouts().connect().toMillis()))
                .setTcpNoDelay(true)
                .setKeepAliveTimeout(30)
                .setMaxWaitQueueSize(4 * callConnections)
                .setMaxHeaderSize(16 * 1024);
        clients = new FastThreadLocal<>() {
            @Override
            protected Clients initialValue() {
                return new Clients(
                        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(callConnections)),
                        vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(streamConnections)));
            }
        };
    }

    private record Clients(HttpClient calls, HttpClient streams) {}

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
}
