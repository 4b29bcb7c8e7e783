package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StoreAddressesTest {
    @Test
    void anAddressGetsWhatTheGuaranteesRestOn() {
        assertThat(StoreAddresses.complete("jdbc:h2:file:/d/analyses"))
                .isEqualTo("jdbc:h2:file:/d/analyses;MODE=MSSQLServer;WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE");
        assertThat(StoreAddresses.complete("jdbc:h2:tcp://127.0.0.1:9/./a;mode=MSSQLServer"))
                .isEqualTo("jdbc:h2:tcp://127.0.0.1:9/./a;mode=MSSQLServer;WRITE_DELAY=0");
    }

    @Test
    void whatWasSetIsKept() {
        assertThat(StoreAddresses.complete("jdbc:h2:file:/d/a;MODE=MSSQLServer;WRITE_DELAY=500;AUTO_SERVER=TRUE"))
                .isEqualTo("jdbc:h2:file:/d/a;MODE=MSSQLServer;WRITE_DELAY=500;AUTO_SERVER=TRUE");
    }
}
