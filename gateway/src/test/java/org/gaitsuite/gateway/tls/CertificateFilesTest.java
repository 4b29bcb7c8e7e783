package org.gaitsuite.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateFilesTest {
    private static final Map<String, String> BOTH =
            Map.of("gait.tls.certificate-file", "/etc/gait/tls.crt", "gait.tls.key-file", "/etc/gait/tls.key");

    @Test
    void bothFilesMakeAConfiguration() {
        SmallRyeConfig config = config(BOTH);

        assertThat(config.getRawValue("quarkus.http.tls-configuration-name")).isEqualTo("public");
        assertThat(config.getRawValue("quarkus.tls.public.protocols")).isEqualTo("TLSv1.3,TLSv1.2");
        assertThat(config.getRawValue("quarkus.tls.public.cipher-suites").split(","))
                .allMatch(cipher -> cipher.matches("TLS_(ECDHE_\\w+_WITH_)?(AES_\\d+_GCM|CHACHA20_POLY1305)_SHA\\d+"));
        assertThat(config.getRawValue("quarkus.http.insecure-requests")).isNull();
    }

    @Test
    void oneFileAloneMakesNone() {
        assertThat(config(Map.of("gait.tls.key-file", "x")).getRawValue("quarkus.http.tls-configuration-name"))
                .isNull();
        assertThat(config(Map.of("gait.tls.certificate-file", "", "gait.tls.key-file", "x"))
                        .getRawValue("quarkus.http.tls-configuration-name"))
                .isNull();
    }

    @Test
    void plainHttpIsNotListenedForWhereItIsOff() {
        SmallRyeConfig config =
                config(Map.of("gait.tls.certificate-file", "a", "gait.tls.key-file", "b", "gait.gateway.http", "off"));

        assertThat(config.getRawValue("quarkus.http.insecure-requests")).isEqualTo("disabled");
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "test", 500))
                .withSources(new CertificateFiles())
                .build();
    }
}
