package org.gaitsuite.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.gaitsuite.gateway.GatewayConfig;

/** The services behind the gateway and the connections to them. */
@ApplicationScoped
public class Services {
    private final Service analysis;
    private final Service session;
    private final HttpClient calls;
    private final HttpClient streams;

    @Inject
    Services(GatewayConfig config, Vertx vertx, MeterRegistry meters) {
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
                .setMaxHeaderSize(16 * 1024);
        calls = vertx.createHttpClient(options, pool(upstream.callConnections(), upstream));
        streams = vertx.createHttpClient(options, pool(upstream.streamConnections(), upstream));
    }

    /** The queue's bound belongs to the pool: that of the client's own options would not count beside it. */
    private static PoolOptions pool(int connections, GatewayConfig.Upstream upstream) {
        return new PoolOptions().setHttp1MaxSize(connections).setMaxWaitQueueSize(upstream.waitingRequests());
    }

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
        return calls;
    }

    /** Connections for uploads, downloads and event streams, apart so that long ones cannot starve the short ones. */
    public HttpClient streams() {
        return streams;
    }
}
