package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On real processes, which do nothing. */
class RollingRestartTest {
    @TempDir
    Path home = Path.of("");

    private Suite suite = new Suite(List.of());
    private RollingRestart restart = new RollingRestart(suite, child -> () -> true);

    @BeforeEach
    void start() throws InterruptedException {
        suite = new Suite(List.of(
                idle("redis"),
                idle("session-service-1", "analysis-service-1", "session-service-2", "analysis-service-2"),
                idle("gateway-1", "gateway-2"),
                idle("load-balancer")));
        suite.start(() -> {});
        restart = new RollingRestart(suite, child -> () -> true);
    }

    private List<Child> idle(String... names) {
        return Stream.of(names)
                .map(name -> new Child(name, List.of("sleep", "600"), Map.of(), home.resolve(name), () -> true))
                .toList();
    }

    @AfterEach
    void stop() {
        suite.close();
    }

    private List<String> order(String... names) {
        return restart.order(List.of(names)).stream().map(Child::name).toList();
    }

    @Test
    void gatewaysLeaveFirstAndStoresStay() {
        assertThat(order())
                .containsExactly(
                        "gateway-2",
                        "gateway-1",
                        "analysis-service-2",
                        "session-service-2",
                        "analysis-service-1",
                        "session-service-1");
    }

    @Test
    void aServiceMeansAllItsInstancesAndAProcessOnlyItself() {
        assertThat(order("gateway")).containsExactly("gateway-2", "gateway-1");
        assertThat(order("gateway-1", "redis")).containsExactly("gateway-1", "redis");
    }

    @Test
    void anUnknownNameIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> order("gateway-3"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("gateway-3")
                .hasMessageContaining("gateway-2");
    }

    @Test
    void eachProcessIsReplacedByOneOtherAndTheRestIsLeftAlone() throws Exception {
        Child gateway = restart.order(List.of("gateway-1")).getFirst();
        List<Long> before = suite.children().stream().map(Child::pid).toList();
        List<String> said = new ArrayList<>();

        restart.of(List.of(gateway), said::add);
        Thread.sleep(1000);

        List<Long> after = suite.children().stream().map(Child::pid).toList();
        assertThat(after).hasSameSizeAs(before).doesNotContain(before.get(5)).containsAll(without(before, 5));
        assertThat(ProcessHandle.of(gateway.pid())).isPresent();
        assertThat(gateway.restarts())
                .as("supervision took the restart for no accident")
                .isZero();
        assertThat(said).hasSize(2);
        assertThat(said.getFirst()).contains("gateway-1");
    }

    @Test
    void whatComesBackIsStillSupervised() throws Exception {
        Child gateway = restart.order(List.of("gateway-1")).getFirst();
        restart.of(List.of(gateway), sentence -> {});
        long pid = gateway.pid();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        for (int i = 0; i < 100 && gateway.pid() == pid; i++) {
            Thread.sleep(50);
        }
        assertThat(gateway.pid()).isNotEqualTo(pid);
    }

    private static List<Long> without(List<Long> all, int index) {
        List<Long> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }
}
