package org.gaitsuite.gateway.connection;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
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

    @Inject
    ConnectionRules(ConnectionConfig config) {
        this.headersWithin = config.headersWithin();
        this.idle = config.idle();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        rules = new Rules(headersWithin, idle, new HttpServerOptions(options));
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
     * @param http how the server reads HTTP/1
     */
    record Rules(Duration headersWithin, Duration idle, HttpServerOptions http) {}
}
