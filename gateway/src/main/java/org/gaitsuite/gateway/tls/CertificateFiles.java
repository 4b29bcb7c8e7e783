package org.gaitsuite.gateway.tls;

import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Tells Quarkus' TLS registry about the certificate when, and only when, both environment variables name a file:
 * {@code GAIT_TLS_CERTIFICATE_FILE} (PEM, the chain) and {@code GAIT_TLS_KEY_FILE} (PEM, PKCS#8). An expression in
 * application.properties cannot leave a property out, so this is a source of its own. Without both, only HTTP is served.
 * TLS 1.3 and 1.2 are spoken, HTTP/2 and HTTP/1.1 over them.
 */
public final class CertificateFiles implements ConfigSource {
    static final String CERTIFICATE = "GAIT_TLS_CERTIFICATE_FILE";
    static final String KEY = "GAIT_TLS_KEY_FILE";

    /** Not the default configuration, which would put the management port behind TLS as well. */
    static final String NAME = "public";

    /** Above application.properties (250), below the environment (300) and system properties (400). */
    private static final int ORDINAL = 275;

    private final Map<String, String> properties;

    /** Reads the environment. */
    public CertificateFiles() {
        this(System.getenv());
    }

    CertificateFiles(Map<String, String> environment) {
        String certificate = environment.getOrDefault(CERTIFICATE, "");
        String key = environment.getOrDefault(KEY, "");
        this.properties = certificate.isBlank() || key.isBlank()
                ? Map.of()
                : Map.of(
                        "quarkus.http.tls-configuration-name",
                        NAME,
                        "quarkus.tls." + NAME + ".key-store.pem.0.cert",
                        certificate,
                        "quarkus.tls." + NAME + ".key-store.pem.0.key",
                        key,
                        "quarkus.tls." + NAME + ".protocols",
                        "TLSv1.3,TLSv1.2",
                        // Renewed certificates are taken up without a restart.
                        "quarkus.tls." + NAME + ".reload-period",
                        "1H");
    }

    @Override
    public Set<String> getPropertyNames() {
        return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return properties.get(name);
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public String getName() {
        return "certificate files";
    }
}
