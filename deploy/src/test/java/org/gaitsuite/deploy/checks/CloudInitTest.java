package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine of the scale set is told at its first boot. */
class CloudInitTest {
    @TempDir
    Path folder;

    @Test
    void userDataFollowsCloudInitsSchema() throws Exception {
        CheckingProgram judged = schema(UserData.read().filled().text());

        assertThat(judged.output()).contains("Valid cloud-config");
        assertThat(judged.status()).isZero();
    }

    @Test
    void schemaCatchesAMisspeltField() throws Exception {
        CheckingProgram judged =
                schema(UserData.read().filled().text().replace("permissions: \"0755\"", "permisions: \"0755\""));

        assertThat(judged.output()).contains("permisions");
        assertThat(judged.status()).isNotZero();
    }

    @Test
    void everyTokenIsOneThatTheDeploymentFills() throws Exception {
        assertThat(UserData.read().tokens())
                .containsExactlyInAnyOrder(
                        "PACKAGE_URL",
                        "PACKAGE_SHA256",
                        "VERSION",
                        "KEY_VAULT",
                        "BLOB_ENDPOINT",
                        "SQL_HOST",
                        "SESSIONS_SQL_USER",
                        "ANALYSES_SQL_USER",
                        "IDENTITY_CLIENT_ID",
                        "ROLE");
        assertThat(UserData.read().filled().text()).doesNotContain("@@");
    }

    @Test
    void userDataFitsIntoAzuresLimit() throws Exception {
        // 64 KiB after encoding as base64.
        assertThat(UserData.read().filled().text().length() * 4 / 3).isLessThan(64 * 1024);
    }

    @Test
    void scriptsOfTheUserDataAreFreeOfShellcheckFindings() throws Exception {
        CheckingProgram.need("shellcheck", "shellcheck", "scripts of the user data");
        Map<String, String> files = UserData.read().filled().files();

        List<Path> scripts = files.entrySet().stream()
                .filter(file -> file.getValue().startsWith("#!"))
                .map(file -> written(Path.of(file.getKey()).getFileName().toString(), file.getValue()))
                .toList();

        assertThat(scripts).hasSize(2);
        for (Path script : scripts) {
            // 1091: what is sourced is on the machine alone. 2154: and so are the variables that it sets.
            assertThat(CheckingProgram.run(List.of("shellcheck", "--exclude=1091,2154", script.toString()))
                            .output())
                    .isEmpty();
        }
    }

    @Test
    void gatewayFindsTheServicesBesideItAtTheirPorts() throws Exception {
        Map<String, String> gateway = UserData.read().environment("/etc/gait/gateway.env");

        assertThat(gateway)
                .containsEntry(
                        "GAIT_GATEWAY_SESSION_SERVICE_URLS",
                        "http://127.0.0.1:" + SuiteFacts.httpPort("session-service"))
                .containsEntry(
                        "GAIT_GATEWAY_ANALYSIS_SERVICE_URLS",
                        "http://127.0.0.1:" + SuiteFacts.httpPort("analysis-service"))
                .containsEntry("GAIT_GATEWAY_HEALTH_NEEDS_SERVICES", "true")
                .containsEntry("GAIT_BEHIND_PROXY", "false");
    }

    @Test
    void gatewayGoesOnUntilTheLoadBalancerHasNoticedAndEndsBeforeItIsKilled() throws Exception {
        Map<String, String> gateway = UserData.read().environment("/etc/gait/gateway.env");
        Duration delay = Duration.parse("PT" + gateway.get("GAIT_SHUTDOWN_DELAY"));
        Duration timeout = Duration.parse("PT" + gateway.get("GAIT_SHUTDOWN_TIMEOUT"));

        assertThat(delay).isGreaterThan(ProbeFigures.read().noticed("TRAFFIC"));
        assertThat(delay.plus(timeout)).isLessThan(Units.stopLimit("gateway"));
    }

    @Test
    void onlyTheGatewayIsReachedFromElsewhere() throws Exception {
        for (String service : List.of("session-service", "analysis-service")) {
            assertThat(UserData.read().environment("/etc/gait/" + service + ".env"))
                    .containsEntry("QUARKUS_HTTP_HOST", "127.0.0.1")
                    .containsEntry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        }
        assertThat(UserData.read().environment("/etc/gait/gateway.env")).doesNotContainKey("QUARKUS_HTTP_HOST");
    }

    @Test
    void theMachineLeavesAsAWholeAndNoServiceByItself() throws Exception {
        Map<String, String> analyses = UserData.read().environment("/etc/gait/analysis-service.env");

        // A service that ended by itself would be started again on a machine that goes: gait-departure.service stops
        // all of them.
        assertThat(analyses).doesNotContainKey("GAIT_EVICTION_WATCH");
        assertThat(Duration.parse("PT" + analyses.get("GAIT_WORKER_SHUTDOWN_GRACE")))
                .isLessThan(Duration.ofSeconds(30));
    }

    private CheckingProgram schema(String text) throws Exception {
        CheckingProgram.need("cloud-init", "cloud-init", "user data against cloud-init's schema");
        return CheckingProgram.run(List.of(
                "cloud-init",
                "schema",
                "--config-file",
                written("user-data", text).toString()));
    }

    private Path written(String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
