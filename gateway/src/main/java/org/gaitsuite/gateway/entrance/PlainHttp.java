package org.gaitsuite.gateway.entrance;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.config.ConfigProvider;
import org.gaitsuite.gateway.GatewayConfig;

/** Sends clients of plain HTTP to HTTPS where that is wanted. Health is answered all the same: load balancers ask by HTTP. */
final class PlainHttp {
    private final boolean redirects;
    private final int httpsPort;

    PlainHttp(GatewayConfig.PlainHttp http) {
        this(
                http == GatewayConfig.PlainHttp.REDIRECT,
                ConfigProvider.getConfig()
                        .getOptionalValue("quarkus.http.ssl-port", Integer.class)
                        .orElse(8443));
    }

    PlainHttp(boolean redirects, int httpsPort) {
        this.redirects = redirects;
        this.httpsPort = httpsPort;
    }

    /** Answers {@code request} when it came by plain HTTP and should not have; returns whether it did. */
    boolean sendsAway(HttpServerRequest request, String path) {
        if (!redirects || request.isSSL() || "https".equals(request.scheme()) || isHealth(path)) {
            return false;
        }
        String host = request.getHeader(HttpHeaders.HOST);
        if (host == null) {
            return false;
        }
        // 308: the method stays what it was.
        var _ = request.response()
                .setStatusCode(308)
                .putHeader(HttpHeaders.LOCATION, "https://" + atHttps(host) + request.uri())
                .end();
        return true;
    }

    /** A host that names a port is meant for this process, one that does not for what is before it. */
    String atHttps(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']');
        return hasPort ? host.substring(0, colon) + ':' + httpsPort : host;
    }

    private static boolean isHealth(String path) {
        return path.equals("/health") || path.startsWith("/health/") || path.equals("/startup");
    }
}
