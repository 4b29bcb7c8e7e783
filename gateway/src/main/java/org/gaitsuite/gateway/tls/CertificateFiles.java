package org.gaitsuite.gateway.tls;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Tells Quarkus that there is HTTPS when, and only when, both settings name a file: {@code gait.tls.certificate-file} and
 * {@code gait.tls.key-file}. An expression in application.properties cannot leave a property out, so this is a source of its own.
 * Without both, only HTTP is served. {@link Certificate} reads the files.
 *
 * <p>TLS 1.3 and 1.2 are spoken, HTTP/2 and HTTP/1.1 over them, with ciphers that authenticate what they encrypt and keys that nobody
 * can work out later from the certificate's.
 */
public final class CertificateFiles implements ConfigSourceFactory {
    /** Not the default configuration, which would put the management port behind TLS as well. */
    static final String NAME = "public";

    private static final String CIPHERS = String.join(
            ",",
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** Above application.properties (250), below the environment (300) and system properties (400). */
    private static final int ORDINAL = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return isBlank(context.getValue("gait.tls.certificate-file")) || isBlank(context.getValue("gait.tls.key-file"))
                ? List.of()
                : List.of(new PropertiesConfigSource(
                        settings("off".equals(valueOf(context.getValue("gait.gateway.http")))),
                        "certificate files",
                        ORDINAL));
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(ORDINAL);
    }

    private static Map<String, String> settings(boolean httpsAlone) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "quarkus.http.tls-configuration-name",
                NAME,
                "quarkus.tls." + NAME + ".protocols",
                "TLSv1.3,TLSv1.2",
                "quarkus.tls." + NAME + ".cipher-suites",
                CIPHERS));
        if (httpsAlone) {
            settings.put("quarkus.http.insecure-requests", "disabled");
        }
        return settings;
    }

    private static boolean isBlank(ConfigValue value) {
        return valueOf(value).isBlank();
    }

    private static String valueOf(ConfigValue value) {
        return value == null || value.getValue() == null ? "" : value.getValue();
    }
}
