package org.gaitsuite.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CertificateFilesTest {
    @Test
    void bothFilesMakeAConfiguration() {
        CertificateFiles files = new CertificateFiles(
                Map.of("GAIT_TLS_CERTIFICATE_FILE", "/etc/gait/tls.crt", "GAIT_TLS_KEY_FILE", "/etc/gait/tls.key"));

        assertThat(files.getValue("quarkus.http.tls-configuration-name")).isEqualTo("public");
        assertThat(files.getValue("quarkus.tls.public.key-store.pem.0.cert")).isEqualTo("/etc/gait/tls.crt");
        assertThat(files.getValue("quarkus.tls.public.key-store.pem.0.key")).isEqualTo("/etc/gait/tls.key");
    }

    @Test
    void oneFileAloneMakesNone() {
        assertThat(new CertificateFiles(Map.of("GAIT_TLS_KEY_FILE", "/etc/gait/tls.key")).getPropertyNames())
                .isEmpty();
        assertThat(new CertificateFiles(Map.of("GAIT_TLS_CERTIFICATE_FILE", "", "GAIT_TLS_KEY_FILE", "x"))
                        .getPropertyNames())
                .isEmpty();
    }
}
