package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.gaitsuite.gateway.standin.Authority;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.gaitsuite.gateway.standin.Handshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A renewed certificate is taken up by a running gateway; it looks every second here. */
@SuppressWarnings("NullAway.Init")
class CertificateRenewalIT {
    private Path folder;
    private Path certificate;
    private Path key;
    private Authority authority;
    private GatewayProcess gateway;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "renewal").toAbsolutePath();
        authority = new Authority(folder);
        certificate = folder.resolve("tls.crt");
        key = folder.resolve("tls.key");
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void newConnectionsSeeTheNewOneAndOpenOnesGoOn() throws Exception {
        authority.issue("first").copyTo(certificate, key);
        gateway = gateway(certificate, key);
        BigInteger first = Handshake.serialAt(gateway.tlsPort());
        try (SSLSocket open = Handshake.open(gateway.tlsPort())) {
            authority.issue("second").copyTo(certificate, key);
            awaitOtherThan(first);

            open.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new BufferedReader(new InputStreamReader(open.getInputStream(), StandardCharsets.US_ASCII))
                            .readLine())
                    .isEqualTo("HTTP/1.1 200 OK");
        }
    }

    @Test
    void aBrokenOrMismatchedPairIsNotTakenUpAndSaidOnce() throws Exception {
        Authority.Issued old = authority.issue("first");
        Authority.Issued other = authority.issue("second");
        old.copyTo(certificate, key);
        gateway = gateway(certificate, key);
        BigInteger first = Handshake.serialAt(gateway.tlsPort());

        Files.copy(other.certificate(), certificate, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Thread.sleep(3_500);
        assertThat(Handshake.serialAt(gateway.tlsPort())).as("mismatched").isEqualTo(first);
        assertThat(gateway.log().split("is not taken up", -1)).as("warnings").hasSize(2);
        Files.writeString(certificate, Files.readString(other.certificate()).substring(0, 200));
        Thread.sleep(2_500);
        assertThat(Handshake.serialAt(gateway.tlsPort())).as("half written").isEqualTo(first);
        Files.delete(certificate);
        Thread.sleep(2_500);
        assertThat(Handshake.serialAt(gateway.tlsPort())).as("missing").isEqualTo(first);

        other.copyTo(certificate, key);
        awaitOtherThan(first);
    }

    @Test
    void aSwappedLinkAsKubernetesMakesItIsFollowed() throws Exception {
        Path one = Files.createDirectory(folder.resolve("..one"));
        Path two = Files.createDirectory(folder.resolve("..two"));
        authority.issue("first").copyTo(one.resolve("tls.crt"), one.resolve("tls.key"));
        authority.issue("second").copyTo(two.resolve("tls.crt"), two.resolve("tls.key"));
        Path data = Files.createSymbolicLink(folder.resolve("..data"), one);
        gateway = gateway(data.resolve("tls.crt"), data.resolve("tls.key"));
        BigInteger first = Handshake.serialAt(gateway.tlsPort());

        Path next = Files.createSymbolicLink(folder.resolve("..next"), two);
        Files.move(
                next,
                data,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        awaitOtherThan(first);
    }

    private static GatewayProcess gateway(Path certificate, Path key) throws Exception {
        return new GatewayProcess(Map.of(
                "GAIT_TLS_CERTIFICATE_FILE",
                certificate.toString(),
                "GAIT_TLS_KEY_FILE",
                key.toString(),
                "GAIT_TLS_LOOK_EVERY",
                "1S",
                "GAIT_CONNECTIONS_HEADERS_WITHIN",
                "60S"));
    }

    /** Every connection on the way there is served. */
    private void awaitOtherThan(BigInteger serial) throws Exception {
        Instant deadline = Instant.now().plusSeconds(15);
        while (Handshake.serialAt(gateway.tlsPort()).equals(serial)) {
            assertThat(Instant.now()).as(gateway.log()).isBefore(deadline);
        }
    }
}
