package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
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

    @Test
    void waitingForSqlServerIsBounded() {
        assertThat(StoreAddresses.bounded("jdbc:sqlserver://s:1433;databaseName=gait;logintimeout=2"))
                .isEqualTo(
                        "jdbc:sqlserver://s:1433;databaseName=gait;logintimeout=2;socketTimeout=30000;queryTimeout=15");
    }

    @Test
    void aWrongRedisUrlEndsTheStartAndIsNotRepeated() {
        assertThatThrownBy(() -> configured(Map.of("REDIS_URL", "redis+sentinel://:secret@s1:26379")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("REDIS_URL")
                .hasMessageNotContaining("secret");
        configured(Map.of("REDIS_URL", "rediss+cluster://:a+b/c@d==@n1:10000,n2"));
        configured(Map.of("REDIS_URL", " "));
    }

    private static void configured(Map<String, String> settings) {
        new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 300))
                .withSources(new StoreAddresses())
                .build();
    }
}
