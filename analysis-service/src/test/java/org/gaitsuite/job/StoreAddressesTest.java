package org.gaitsuite.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

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
    void sentinelsAreAskedForTheMaster() {
        assertThat(StoreAddresses.redis("redis+sentinel://:se%40cret@s1:26379,s2/mymaster/3"))
                .containsOnly(
                        entry("quarkus.redis.hosts", "redis://:se%40cret@s1:26379/3,redis://:se%40cret@s2:26379/3"),
                        entry("quarkus.redis.client-type", "sentinel"),
                        entry("quarkus.redis.master-name", "mymaster"),
                        entry("quarkus.redis.role", "master"));
        assertThat(StoreAddresses.redis("redis://:p@host:6379/0"))
                .containsOnly(entry("quarkus.redis.hosts", "redis://:p@host:6379/0"));
        assertThat(StoreAddresses.redis("rediss+sentinel://gait:p@s1,[::1]:7/mymaster"))
                .contains(entry("quarkus.redis.hosts", "rediss://gait:p@s1:26379/0,rediss://gait:p@[::1]:7/0"));
    }

    @Test
    void aKeyIsTakenAsTheCloudHandsItOut() {
        assertThat(StoreAddresses.redis("rediss://:a+b/c@d==@cache.example.net:6380/0"))
                .containsOnly(entry("quarkus.redis.hosts", "rediss://:a%2Bb%2Fc%40d%3D%3D@cache.example.net:6380/0"));
    }

    @Test
    void aRefusedSentinelAddressIsNotRepeated() {
        assertThatThrownBy(() -> StoreAddresses.redis("redis+sentinel://:secret@s1:26379"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }
}
