package org.gaitsuite.deploy.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartOrdersTest {
    @TempDir
    Path home = Path.of("");

    @Test
    void anOrderIsTakenOnceAndItsReportIsReadUntilItsEnd() throws IOException {
        RestartOrders asking = new RestartOrders(new Folders(home, home));
        RestartOrders answering = new RestartOrders(new Folders(home, home));

        RestartOrders.Order order = asking.place(List.of("gateway", "redis"));

        assertThat(asking.report(order).success()).isNull();
        assertThat(answering.take()).contains(order);
        assertThat(answering.take()).isEmpty();
        answering.say(order, "gateway-1 left.");
        assertThat(asking.report(order)).isEqualTo(new RestartOrders.Report(List.of("  gateway-1 left."), null));
        answering.end(order, true);
        assertThat(asking.report(order).success()).isTrue();

        asking.forget(order);
        try (var left = Files.list(home.resolve("restart"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void onlyTheOwnerMayAsk() throws IOException {
        new RestartOrders(new Folders(home, home)).place(List.of());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("restart"))))
                .isEqualTo("rwx------");
    }
}
