package org.gaitsuite.gateway.connection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * What connections must keep to, handed to Netty's side of the process before the first connection is accepted: Netty makes
 * {@link Connections} itself and knows nothing of the settings.
 */
@Singleton
@Startup
public class ConnectionRules implements HttpServerOptionsCustomizer {
    private static volatile @Nullable Rules rules;

    private final Duration headersWithin;
    private final Duration idle;
    private final Crowds crowds;
    private final int managementPort;

    @Inject
    ConnectionRules(
            ConnectionConfig config,
            @ConfigProperty(name = "gait.gateway.behind-proxy") boolean behindProxy,
            @ConfigProperty(name = "quarkus.management.port") int managementPort,
            MeterRegistry meters) {
        this.headersWithin = config.headersWithin();
        this.idle = config.idle();
        this.crowds = new Crowds(behindProxy ? 0 : config.perAddress());
        this.managementPort = managementPort;
        FunctionCounter.builder("gait.gateway.connections.refused", crowds, Crowds::refused)
                .description("Connections closed at once because their address had too many")
                .register(meters);
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        // Nothing here speaks WebSocket; what would compress its frames looks at every request and answer.
        options.setPerFrameWebSocketCompressionSupported(false).setPerMessageWebSocketCompressionSupported(false);
        rules = new Rules(headersWithin, idle, crowds, managementPort, new HttpServerOptions(options));
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }

    static @Nullable Rules inForce() {
        return rules;
    }

    /**
     * The rules.
     *
     * @param headersWithin see {@link ConnectionConfig#headersWithin()}
     * @param idle see {@link ConnectionConfig#idle()}
     * @param crowds the connections of each address
     * @param managementPort where none are counted
     * @param http how the server reads HTTP/1
     */
    record Rules(Duration headersWithin, Duration idle, Crowds crowds, int managementPort, HttpServerOptions http) {}
}
