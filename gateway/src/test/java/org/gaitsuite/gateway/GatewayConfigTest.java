package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.gaitsuite.gateway.connection.ConnectionConfig;
import org.gaitsuite.gateway.identity.IdentityConfig;
import org.gaitsuite.gateway.limit.RedisConfig;
import org.gaitsuite.gateway.tls.TlsConfig;
import org.junit.jupiter.api.Test;

/** Names and defaults of the settings, which users rely on. */
class GatewayConfigTest {
    @Test
    void defaults() {
        GatewayConfig config = config(Map.of()).getConfigMapping(GatewayConfig.class);

        assertThat(config.analysisServiceUrls()).containsExactly(URI.create("http://127.0.0.1:8081"));
        assertThat(config.sessionServiceUrls()).containsExactly(URI.create("http://127.0.0.1:8082"));
        assertThat(config.trustedOrigins()).isEmpty();
        assertThat(config.http()).isEqualTo(GatewayConfig.PlainHttp.SERVE);
        assertThat(config.strictTransport().maxAge()).isEqualTo(Duration.ofDays(365));
        assertThat(config.strictTransport().includeSubdomains()).isFalse();
        assertThat(config.cors().origins()).isEmpty();
        assertThat(config.cors().withCookies()).isEmpty();
        assertThat(config.limits().uploadPace().asLongValue()).isEqualTo(1L << 10);
        assertThat(config.health().needsServices()).isFalse();
        assertThat(config.limits().upload().asLongValue()).isEqualTo(2L << 30);
        assertThat(config.limits().body().asLongValue()).isEqualTo(1L << 20);
        assertThat(config.timeouts().connect()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.timeouts().lookup()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.timeouts().call()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.timeouts().stream()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.timeouts().page()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.sessions().cacheFor()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.sessions().cacheSize()).isEqualTo(10_000);
        assertThat(config.sessions().identityLife()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.upstream().callConnections()).isEqualTo(128);
        assertThat(config.upstream().streamConnections()).isEqualTo(2_000);
        assertThat(config.upstream().waitingRequests()).isEqualTo(2048);
        assertThat(config.upstream().failuresToEject()).isEqualTo(5);
        assertThat(config.rates().address()).isEqualTo("60000/1M");
        assertThat(config.rates().login()).isEqualTo("600/1M");
        assertThat(config.rates().account()).isEqualTo("12000/1M");
        assertThat(config.rates().upload()).isEqualTo("6000/1H");
        assertThat(config.rates().clients()).isEqualTo(20_000);
        assertThat(config.upstream().ejectFor()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.upstream().ejectAtMost()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.upstream().probeEvery()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void names() {
        GatewayConfig config = config(Map.of(
                        "gait.gateway.analysis-service-urls", "http://a:1,https://b:2",
                        "gait.gateway.trusted-origins", "https://gait.example",
                        "gait.gateway.http", "redirect",
                        "gait.gateway.health.needs-services", "true",
                        "gait.gateway.limits.upload", "3G",
                        "gait.gateway.timeouts.call", "5S",
                        "gait.gateway.sessions.cache-for", "100MS"))
                .getConfigMapping(GatewayConfig.class);

        assertThat(config.analysisServiceUrls()).containsExactly(URI.create("http://a:1"), URI.create("https://b:2"));
        assertThat(config.trustedOrigins()).get().asList().containsExactly("https://gait.example");
        assertThat(config.http()).isEqualTo(GatewayConfig.PlainHttp.REDIRECT);
        assertThat(config.health().needsServices()).isTrue();
        assertThat(config.limits().upload().asLongValue()).isEqualTo(3L << 30);
        assertThat(config.timeouts().call()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.sessions().cacheFor()).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void theIdentityKeyHasNoDefault() {
        assertThat(config(Map.of()).getConfigMapping(IdentityConfig.class).privateKeyFile())
                .isEmpty();
    }

    @Test
    void redisIsOptionalAndFoundByItsUsualName() {
        assertThat(config(Map.of()).getConfigMapping(RedisConfig.class).url()).isEmpty();
        assertThat(config(Map.of()).getConfigMapping(RedisConfig.class).timeout())
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(config(Map.of("redis.url", "redis://h:1"))
                        .getConfigMapping(RedisConfig.class)
                        .url())
                .contains("redis://h:1");
    }

    @Test
    void connections() {
        ConnectionConfig config = config(Map.of()).getConfigMapping(ConnectionConfig.class);

        assertThat(config.headersWithin()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.idle()).isEqualTo(Duration.ofSeconds(75));
        assertThat(config.perAddress()).isEqualTo(1000);
    }

    @Test
    void certificate() {
        TlsConfig config = config(Map.of()).getConfigMapping(TlsConfig.class);

        assertThat(config.certificateFile()).isEmpty();
        assertThat(config.keyFile()).isEmpty();
        assertThat(config.lookEvery()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void aMisspeltSettingFails() {
        assertThatThrownBy(() -> config(Map.of("gait.gateway.limits.uplaod", "3G")))
                .hasMessageContaining("gait.gateway.limits.uplaod");
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withMapping(GatewayConfig.class)
                .withMapping(IdentityConfig.class)
                .withMapping(RedisConfig.class)
                .withMapping(ConnectionConfig.class)
                .withMapping(TlsConfig.class)
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withDefaultValues(Map.of())
                .withSources(new io.smallrye.config.PropertiesConfigSource(settings, "test", 500))
                .build();
    }
}
