package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    Path home = Path.of("");

    @Test
    void aTakenPortIsNamedWithItsPurposeAndTheWayOut() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Ports.requireFree(other.getLocalPort(), "HTTPS"))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining(Integer.toString(other.getLocalPort()))
                    .hasMessageContaining("HTTPS")
                    .hasMessageContaining("--port-offset");
        }
    }

    @Test
    void noTwoProcessesShareAPort() {
        for (int instances = 1; instances <= Options.MOST_INSTANCES; instances++) {
            Ports ports = new Ports(0, instances);
            Processes processes = new Processes(
                    new Folders(home, home),
                    ports,
                    Credentials.in(home),
                    new Options(instances, List.of("all"), Build.JVM),
                    HttpClient.newHttpClient());
            // Behind a load balancer the public pair, its status, Redis and SQL come on top of seven ports an instance.
            int expected = instances == 1 ? 8 : 5 + 7 * instances;
            assertThat(processes.portsInUse()).hasSize(expected);
        }
    }

    @Test
    void aSingleInstanceSitsOnTheDocumentedPorts() {
        Ports ports = new Ports(0, 1);

        assertThat(ports.gatewayHttp(1)).isEqualTo(ports.publicHttp()).isEqualTo(8080);
        assertThat(ports.gatewayHttps(1)).isEqualTo(ports.publicHttps()).isEqualTo(8443);
        assertThat(ports.analysis(1)).isEqualTo(8081);
        assertThat(ports.sessions(1)).isEqualTo(8082);
        assertThat(ports.gatewayManagement(1)).isEqualTo(9000);
        assertThat(ports.analysisManagement(1)).isEqualTo(9001);
        assertThat(ports.sessionsManagement(1)).isEqualTo(9002);
    }

    @Test
    void tooManyInstancesAreRefusedWithTheNumber() {
        assertThatThrownBy(() -> new Options(9, List.of("all"), Build.JVM))
                .hasMessageContaining("9")
                .hasMessageContaining("1 to 8");
        assertThatThrownBy(() -> new Options(0, List.of("all"), Build.JVM)).hasMessageContaining("0");
    }

    @Test
    void rolesAreDealtOutInTurnAndRequestsGoToThoseThatAnswer() {
        Options options = new Options(4, List.of("api", "worker"), Build.JVM);

        assertThat(options.role(1)).isEqualTo("api");
        assertThat(options.role(4)).isEqualTo("worker");
        assertThat(options.answersRequests(1)).isTrue();
        assertThat(options.answersRequests(2)).isFalse();
        assertThat(options.analysesHere()).isTrue();
        assertThatThrownBy(() -> new Options(1, List.of("api", "worker"), Build.JVM))
                .hasMessageContaining("2 roles");
    }
}
