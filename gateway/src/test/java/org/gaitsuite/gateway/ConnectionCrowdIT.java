package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.RawCall;
import org.junit.jupiter.api.Test;

/** One address cannot take the connections of all: the gateways under test allow 50. */
class ConnectionCrowdIT {
    private static final int SHARE = 50;
    private static final int CROWD = 2_000;
    private static final Duration SOON = Duration.ofSeconds(10);

    private static GatewayProcess gateway(String behindProxy) throws IOException, InterruptedException {
        return new GatewayProcess(Map.of(
                "GAIT_CONNECTIONS_PER_ADDRESS",
                Integer.toString(SHARE),
                "GAIT_CONNECTIONS_HEADERS_WITHIN",
                "30S",
                "GAIT_GATEWAY_MAX_CONNECTIONS",
                Integer.toString(3 * SHARE),
                "GAIT_BEHIND_PROXY",
                behindProxy));
    }

    @Test
    void aCrowdOfOneAddressIsSentAwayAndOthersAreServed() throws Exception {
        List<RawCall> inside = new ArrayList<>();
        try (GatewayProcess gateway = gateway("false")) {
            for (int i = 0; i < SHARE; i++) {
                inside.add(answered(gateway, "127.0.0.1"));
            }
            for (int i = 0; i < CROWD; i++) {
                assertThat(isServed(gateway, "127.0.0.1")).as("number " + i).isFalse();
            }

            assertThat(isServed(gateway, "127.0.0.2")).isTrue();
            Client operator = new Client(gateway.management());
            assertThat(operator.send(operator.at("/q/metrics")).body())
                    .contains("gait_gateway_connections_refused_total " + CROWD + ".0");
            assertThat(gateway.log().split("Connections are refused", -1))
                    .as("lines")
                    .hasSize(2);
            assertThat(gateway.log()).doesNotContain("127.0.0.1 holds").doesNotContain("Failed to register");

            inside.removeLast().close();
            assertThat(isServedSoon(gateway, "127.0.0.1")).isTrue();
        } finally {
            for (RawCall call : inside) {
                call.close();
            }
        }
    }

    @Test
    void behindALoadBalancerAddressesSayNothing() throws Exception {
        List<RawCall> inside = new ArrayList<>();
        try (GatewayProcess gateway = gateway("true")) {
            for (int i = 0; i < 2 * SHARE; i++) {
                inside.add(answered(gateway, "127.0.0.1"));
            }
        } finally {
            for (RawCall call : inside) {
                call.close();
            }
        }
    }

    private static RawCall answered(GatewayProcess gateway, String from) throws IOException {
        RawCall call = new RawCall(gateway.port(), from);
        call.head("HEAD /health HTTP/1.1", "Host: x");
        assertThat(call.block()).startsWith("HTTP/1.1 ");
        return call;
    }

    /** The gateway needs a moment to see that a connection has gone. */
    private static boolean isServedSoon(GatewayProcess gateway, String from) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(SOON);
        boolean served = isServed(gateway, from);
        while (!served && Instant.now().isBefore(end)) {
            Thread.sleep(50);
            served = isServed(gateway, from);
        }
        return served;
    }

    private static boolean isServed(GatewayProcess gateway, String from) throws IOException {
        try (RawCall call = new RawCall(gateway.port(), from)) {
            call.head("HEAD /health HTTP/1.1", "Host: x", "Connection: close");
            return call.block().startsWith("HTTP/1.1 ");
        } catch (SocketException closed) {
            return false;
        }
    }
}
