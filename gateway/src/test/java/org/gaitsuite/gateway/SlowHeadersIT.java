package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.Map;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.RawCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Clients that dribble headers lose their connection; the gateway under test allows 2 s. */
@SuppressWarnings("NullAway.Init")
class SlowHeadersIT {
    private static GatewayProcess gateway;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        gateway = new GatewayProcess(Map.of());
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void headersThatDribbleAreCutOff() throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            call.send("GET /health HTTP/1.1\r\nHost: x\r\n");

            assertThat(isCutOffWhileDribbling(call)).isTrue();
        }
    }

    @Test
    void alsoThoseOfALaterRequest() throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            call.head("HEAD /health HTTP/1.1", "Host: x");
            assertThat(call.block()).startsWith("HTTP/1.1 200");
            call.send("GET /health HTTP/1.1\r\n");

            assertThat(isCutOffWhileDribbling(call)).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsKept() throws Exception {
        try (RawCall call = new RawCall(gateway.port())) {
            for (int i = 0; i < 2; i++) {
                call.head("HEAD /health HTTP/1.1", "Host: x");
                assertThat(call.block()).startsWith("HTTP/1.1 200");
                Thread.sleep(2_500);
            }
        }
    }

    private static boolean isCutOffWhileDribbling(RawCall call) throws Exception {
        for (int i = 0; i < 16; i++) {
            Thread.sleep(250);
            try {
                call.send("X");
            } catch (SocketException closed) {
                return true;
            }
        }
        return false;
    }
}
