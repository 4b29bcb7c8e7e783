package org.gaitsuite.deploy.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/**
 * HAProxy in front of several gateways, as a cloud's load balancer would be: it ends TLS, asks each gateway twice a second whether it takes requests
 * (and at once again when the answer changes), spreads requests evenly without stickiness, and offers a request to another gateway only
 * when it could not be sent, or when it was to read and nothing came back.
 */
final class LoadBalancer {
    private LoadBalancer() {}

    static Child child(Folders folders, Ports ports, Credentials credentials, HttpClient http) {
        if (!Programs.onPath("haproxy")) {
            throw new CannotStart(
                    "Several instances need HAProxy in front of them and it is not installed: apt-get install haproxy.");
        }
        Path configuration = folders.home().resolve("haproxy.cfg");
        try {
            Files.writeString(configuration, configuration(ports, credentials));
            Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new CannotStart("Cannot write %s: %s.".formatted(configuration, e.getMessage()), e);
        }
        return new Child(
                "load-balancer",
                List.of("haproxy", "-db", "-f", configuration.toString()),
                Map.of(),
                folders.log("load-balancer"),
                Child.Readiness.http(http, URI.create("http://127.0.0.1:" + ports.publicHttp() + "/health/ready")));
    }

    private static String configuration(Ports ports, Credentials credentials) {
        StringBuilder servers = new StringBuilder();
        StringBuilder states = new StringBuilder();
        for (int i = 1; i <= ports.instances(); i++) {
            servers.append("    server gateway-%d 127.0.0.1:%d check\n".formatted(i, ports.gatewayHttp(i)));
            states.append(
                    "    http-request return status 200 if { path /gateway-%d } { srv_is_up(gateways/gateway-%d) }\n"
                            .formatted(i, i));
        }
        return """
                global
                    log stdout format raw local0 notice
                    ssl-default-bind-options ssl-min-ver TLSv1.2
                defaults
                    mode http
                    log global
                    timeout connect 2s
                    timeout client 620s
                    timeout server 620s
                    timeout http-request 15s
                    option redispatch 1
                    retries 3
                    retry-on conn-failure empty-response
                frontend public
                    bind 127.0.0.1:%d
                    bind 127.0.0.1:%d ssl crt %s alpn h2,http/1.1
                    http-request set-header X-Forwarded-Proto https if { ssl_fc }
                    http-request set-header X-Forwarded-Proto http if !{ ssl_fc }
                    option forwardfor
                    # Whether an upload that got no answer arrived, only the client can find out.
                    http-request disable-l7-retry unless METH_GET
                    default_backend gateways
                frontend status
                    bind 127.0.0.1:%d
                %s    http-request return status 503
                backend gateways
                    balance roundrobin
                    option httpchk GET /health
                    http-check expect status 200
                    default-server inter 500ms fastinter 100ms fall 2 rise 1 observe layer4 error-limit 1 on-error mark-down
                %s""".formatted(
                        ports.publicHttp(),
                        ports.publicHttps(),
                        credentials.certificateWithKey(),
                        ports.balancerStatus(),
                        states,
                        servers);
    }
}
