package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.gaitsuite.gateway.standin.Client;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.RawCall;
import org.junit.jupiter.api.Test;

/** Connections that carry nothing are closed, and plain HTTP can be sent away. */
class ConnectionLimitsIT {
    @Test
    void aConnectionBetweenRequestsIsKeptForAWhileAndNotForEver() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(Map.of("GAIT_CONNECTIONS_IDLE", "4S"));
                RawCall call = new RawCall(gateway.port())) {
            for (int i = 0; i < 2; i++) {
                call.head("HEAD /health HTTP/1.1", "Host: x");
                assertThat(call.block()).startsWith("HTTP/1.1 200");
                Thread.sleep(2_500);
            }

            assertThat(call.isClosedByGateway()).isTrue();
        }
    }

    @Test
    void plainHttpIsSentToHttpsExceptForHealth() throws Exception {
        try (GatewayProcess gateway = new GatewayProcess(Map.of("GAIT_GATEWAY_HTTP", "redirect"))) {
            Client client = new Client(gateway.base());
            var sentAway = client.send(client.at("/v1/analyses?limit=2"));

            assertThat(sentAway.statusCode()).isEqualTo(308);
            assertThat(sentAway.headers().firstValue("Location"))
                    .contains("https://127.0.0.1:" + gateway.tlsPort() + "/v1/analyses?limit=2");
            assertThat(client.send(client.at("/health")).statusCode()).isEqualTo(200);
        }
    }
}
