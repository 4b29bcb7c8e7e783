package org.gaitsuite.session.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import org.junit.jupiter.api.Test;

class SentinelAddressTest {
    @Test
    void everySentinelIsToldTheSame() {
        RedisOptions options = new RedisOptions();

        RedisPlace.parse("redis+sentinel://:s3cr+t/=@s1:26379,s2/mymaster/3").directTo(options);

        assertThat(options.getType()).isEqualTo(RedisClientType.SENTINEL);
        assertThat(options.getMasterName()).isEqualTo("mymaster");
        assertThat(options.getEndpoints())
                .containsExactly("redis://:s3cr%2Bt%2F%3D@s1:26379/3", "redis://:s3cr%2Bt%2F%3D@s2:26379/3");
    }

    @Test
    void noSecretIsShown() {
        assertThat(RedisPlace.parse("redis+sentinel://:secret@s1/mymaster"))
                .asString()
                .doesNotContain("secret");
        assertThatThrownBy(() -> RedisPlace.parse("redis+sentinel://:secret@s1"))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("secret");
    }
}
