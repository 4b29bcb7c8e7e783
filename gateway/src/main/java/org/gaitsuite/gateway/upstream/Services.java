package org.gaitsuite.gateway.upstream;

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
    Services(GatewayConfig config, Vertx vertx) {
        GatewayConfig.Upstream upstream = config.upstream();
        analysis = new Service(
                "analysis-service", config.analysisServiceUrls(), upstream.ejectFor(), upstream.ejectAtMost());
        session = new Service(
                "session-service", config.sessionServiceUrls(), upstream.ejectFor(), upstream.ejectAtMost());
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(config.timeouts().connect().toMillis()))
                .setTcpNoDelay(true)
                .setKeepAliveTimeout(30)
                .setMaxWaitQueueSize(4 * upstream.callConnections())
                .setMaxHeaderSize(16 * 1024);
        calls = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(upstream.callConnections()));
        streams = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(upstream.streamConnections()));
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
