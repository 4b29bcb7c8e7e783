package org.gaitsuite.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gaitsuite.gateway.standin.Authority;
import org.gaitsuite.gateway.standin.GatewayProcess;
import org.junit.jupiter.api.Test;

/** What testssl.sh, with a certificate of a private authority, says of the gateway: two to four minutes, so this runs by {@code ./test tls} alone. */
class TlsGrade {
    private static final Path PROGRAM = Path.of("/usr/bin/testssl");

    /** A private authority has no list of revoked certificates. */
    private static final List<String> OF_THE_CERTIFICATE =
            List.of("cert_revocation", "cert_crlDistributionPoints", "cert_ocspURL");

    @Test
    void testsslFindsNothingSevere() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "grade").toAbsolutePath();
        Authority authority = new Authority(folder);
        Authority.Issued issued = authority.issue("gateway");
        Path report = folder.resolve("report.json");
        try (GatewayProcess gateway = new GatewayProcess(Map.of(
                "GAIT_TLS_CERTIFICATE_FILE", issued.certificate().toString(),
                "GAIT_TLS_KEY_FILE", issued.key().toString(),
                "GAIT_CONNECTIONS_HEADERS_WITHIN", "20S"))) {
            Process testing = new ProcessBuilder(
                            PROGRAM.toString(),
                            "--quiet",
                            "--color",
                            "0",
                            "--warnings",
                            "off",
                            "--nodns",
                            "none",
                            "--ip",
                            "127.0.0.1",
                            "--add-ca",
                            authority.certificate().toString(),
                            "--jsonfile",
                            report.toString(),
                            "-p",
                            "-s",
                            "-f",
                            "-P",
                            "-S",
                            "-h",
                            "-U",
                            "https://localhost:" + gateway.tlsPort())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("report.txt").toFile())
                    .start();
            assertThat(testing.waitFor(9, TimeUnit.MINUTES)).as("testssl ended").isTrue();
        }
        JsonArray findings = new JsonArray(Files.readString(report));

        assertThat(findings.stream()
                        .map(JsonObject.class::cast)
                        .filter(finding -> List.of("HIGH", "CRITICAL").contains(finding.getString("severity")))
                        .filter(finding -> !OF_THE_CERTIFICATE.contains(finding.getString("id"))))
                .as("severe findings")
                .isEmpty();
        assertThat(finding(findings, "overall_grade"))
                .as("only versions from 3.2 give a grade")
                .matches("A.*|none");
        assertThat(finding(findings, "HSTS_time")).contains("365 days");
    }

    private static String finding(JsonArray findings, String id) {
        return findings.stream()
                .map(JsonObject.class::cast)
                .filter(finding -> id.equals(finding.getString("id")))
                .map(finding -> finding.getString("finding"))
                .findFirst()
                .orElse("none");
    }
}
