package org.gaitsuite.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.gaitsuite.redis.RedisAddress.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    @ParameterizedTest
    @CsvSource({
        "redis://localhost, false, , , localhost:6379, 0",
        "redis://localhost:6380/3, false, , , localhost:6380, 3",
        "rediss://:secret@cache.example.net:6380/0, true, , secret, cache.example.net:6380, 0",
        "rediss://gait:secret@cache.example.net:6380, true, gait, secret, cache.example.net:6380, 0",
        "redis://secret@cache.example.net/, false, , secret, cache.example.net:6379, 0",
        "redis://:p%40ss%2Fword%3D@h:1/2, false, , p@ss/word=, h:1, 2",
        "redis://:raw+key/with==@h:1/2, false, , raw+key/with==, h:1, 2",
        "redis://:at@in:the%middle@h:1, false, , at@in:the%middle, h:1, 0",
        "redis://:x@[::1]:6379/0, false, , x, [::1]:6379, 0",
        "redis://:x@[::1], false, , x, [::1]:6379, 0",
        "redis://o%40hara%3Aj:x@h:1, false, o@hara:j, x, h:1, 0",
    })
    void oneServer(String url, boolean tls, String user, String password, String place, int database) {
        RedisAddress address = RedisAddress.parse(url);
        assertThat(address)
                .isEqualTo(new RedisAddress(Kind.SERVER, tls, user, password, List.of(place), null, database));
        assertThat(address.connectionStrings()).hasSize(1);
        assertThat(RedisAddress.parse(address.connectionStrings().getFirst())).isEqualTo(address);
    }

    @Test
    void sentinelsAreToldTheSame() {
        RedisAddress address = RedisAddress.parse("rediss+sentinel://gait:s3cr+t/=@s1:26379,s2,[::1]:7/mymaster/3");
        assertThat(address.master()).isEqualTo("mymaster");
        assertThat(address.tls()).isTrue();
        assertThat(address.connectionStrings())
                .containsExactly(
                        "rediss://gait:s3cr%2Bt%2F%3D@s1:26379/3",
                        "rediss://gait:s3cr%2Bt%2F%3D@s2:26379/3", "rediss://gait:s3cr%2Bt%2F%3D@[::1]:7/3");
    }

    @Test
    void aClusterIsKnownByAFewOfItsNodes() {
        RedisAddress address = RedisAddress.parse("rediss+cluster://gait:s3cr+t/=@n1:10000,n2,[::1]:7");
        assertThat(address.kind()).isEqualTo(Kind.CLUSTER);
        assertThat(address.master()).isNull();
        assertThat(address.connectionStrings())
                .containsExactly(
                        "rediss://gait:s3cr%2Bt%2F%3D@n1:10000",
                        "rediss://gait:s3cr%2Bt%2F%3D@n2:6379", "rediss://gait:s3cr%2Bt%2F%3D@[::1]:7");
        assertThat(RedisAddress.parse("redis+cluster://n1/0").places()).containsExactly("n1:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "redis+cluster://:hush@n1,n2/1",
                "redis+cluster://:hush@n1,n2/name/0",
                "redis+cluster://:hush@",
                "redis+cluster://o%40hara:hush@n1,n2",
                "redis+sentinel://o%40hara:hush@s1/gait",
                "redis://hush:@h:1",
                "redis://:hush@h:65536",
                "redis://:hush@h:0",
                "redis://:hush@redis_1:6379",
                "redis+unix://:hush@/run/redis",
                "localhost:6379",
                "http://:hush@h",
                "redis://:hush@h:port",
                "redis://:hush@h:1/x",
                "redis://:hush@h:1,i:2/0",
                "redis+sentinel://:hush@s1:26379"
            })
    void otherFormsAreRefusedWithoutRepeatingThePassword(String url) {
        assertThatThrownBy(() -> RedisAddress.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("(?s).*(redis://|redis\\+cluster://).*")
                .hasMessageNotContaining("\n")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://:hush@h:1/2",
                "rediss://gait:hush@h:1/2",
                "redis+sentinel://:hush@h:1,i:2/gait/2",
                "rediss+sentinel://:hush@h:1/gait/2",
                "rediss+cluster://:hush@h:1,i:2"
            })
    void logsShowNoPassword(String url) {
        assertThat(RedisAddress.parse(url)).hasToString(url.replaceFirst("//.*@", "//"));
    }
}
