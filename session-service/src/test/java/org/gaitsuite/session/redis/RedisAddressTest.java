package org.gaitsuite.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://localhost, false, , , localhost, 6379, 0",
        "redis://localhost:6380/3, false, , , localhost, 6380, 3",
        "rediss://:secret@cache.example.net:6380/0, true, , secret, cache.example.net, 6380, 0",
        "rediss://gait:secret@cache.example.net:6380, true, gait, secret, cache.example.net, 6380, 0",
        "redis://secret@cache.example.net/, false, , secret, cache.example.net, 6379, 0",
        "redis://:p%40ss%2Fword%3D@h:1/2, false, , p@ss/word=, h, 1, 2",
        "redis://:raw+key/with==@h:1/2, false, , raw+key/with==, h, 1, 2",
        "redis://:at@in:the%middle@h:1, false, , at@in:the%middle, h, 1, 0",
        "redis://:x@[::1]:6379/0, false, , x, [::1], 6379, 0",
    })
    void formsAreRead(String url, boolean tls, String user, String password, String host, int port, int database) {
        RedisAddress address = RedisAddress.parse(url);
        assertThat(address).isEqualTo(new RedisAddress(tls, user, password, host, port, database));
        assertThat(RedisAddress.parse(address.connectionString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:6379", "http://:hush@h", "redis://:hush@h:port", "redis://:hush@h:1/x"})
    void otherFormsAreRefusedWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> RedisAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redis://")
                .hasMessageNotContaining("hush");
    }

    @Test
    void logsShowNoPassword() {
        assertThat(RedisAddress.parse("rediss://gait:hush@cache.example.net:6380/1"))
                .hasToString("rediss://cache.example.net:6380/1");
    }
}
