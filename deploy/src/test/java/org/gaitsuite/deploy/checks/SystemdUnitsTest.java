package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The units, judged by systemd and compared with what the services say of themselves. */
class SystemdUnitsTest {
    @TempDir
    Path folder;

    static List<String> services() {
        return SuiteFacts.SERVICES;
    }

    @Test
    void systemdHasNothingToSayAboutTheUnits() throws Exception {
        CheckingProgram judged = verify("", "");

        assertThat(judged.output()).isEmpty();
        assertThat(judged.status()).isZero();
    }

    @Test
    void systemdCatchesAMisspeltSetting() throws Exception {
        assertThat(verify("KillMode=mixed", "KillMod=mixed").output()).contains("KillMod");
    }

    @Test
    void systemdCatchesAProgramThatIsNotThere() throws Exception {
        assertThat(verify("libexec/watch", "libexec/wach").status()).isNotZero();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceHasTimeToLeave(String service) throws Exception {
        assertThat(Units.stopLimit(service)).isGreaterThan(SuiteFacts.longestLeave(service));
        assertThat(Units.values(service, "KillMode")).containsExactly("mixed");
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsStartedAgainHoweverOftenItEnds(String service) throws Exception {
        assertThat(Units.values(service, "Restart")).containsExactly("always");
        assertThat(Units.values(service, "StartLimitIntervalSec")).containsExactly("0");
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceMayDoNothingThatItNeedNotDo(String service) throws Exception {
        assertThat(Units.lines(service))
                .contains(
                        "User=gait",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=",
                        "ProtectSystem=strict",
                        "ProtectHome=yes",
                        "PrivateTmp=yes",
                        "PrivateDevices=yes",
                        "MemoryDenyWriteExecute=yes",
                        "RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX",
                        "SystemCallFilter=@system-service");
        assertThat(Units.values(service, "MemoryMax")).hasSize(1);
        assertThat(Units.values(service, "TasksMax")).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("services")
    void secretsComeFromFilesAndEachServiceSeesItsOwn(String service) throws Exception {
        assertThat(Units.values(service, "Environment")).isEmpty();
        assertThat(Units.values(service, "EnvironmentFile"))
                .containsExactly(
                        "/etc/gait/" + service + ".env",
                        "/run/gait/" + service + ".env",
                        "-/etc/gait/local.env",
                        "-/etc/gait/local-" + service + ".env");
        assertThat(Units.values(service, "TemporaryFileSystem")).containsExactly("/run/gait:ro");
        String own = Units.values(service, "BindReadOnlyPaths").getFirst();
        assertThat(own.contains("private-key")).isEqualTo(service.equals("gateway"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aHeapIsBoundedAsInTheImageAndASpentOneEndsTheService(String service) throws Exception {
        String start = Units.values(service, "ExecStart").getFirst();

        assertThat(start)
                .isEqualTo("/opt/gait/current/bin/" + service + " -Xmx" + SuiteFacts.heapInImage(service)
                        + " -XX:+ExitOnOutOfMemoryError");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "session-service"})
    void aHeapLeavesRoomForWhatIsBesideIt(String service) throws Exception {
        int heap = Integer.parseInt(SuiteFacts.heapInImage(service).replace("m", ""));
        int bound =
                Integer.parseInt(Units.values(service, "MemoryMax").getFirst().replace("M", ""));

        assertThat(heap * 2).isLessThan(bound);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "session-service"})
    void aServiceThatNeedsNoIdentityCannotAskForOne(String service) throws Exception {
        assertThat(Units.values(service, "IPAddressDeny")).containsExactly("169.254.169.254");
        assertThat(Units.values(service, "IPAddressAllow")).isEmpty();
    }

    @Test
    void restartingServicesNeedsNoKeyVault() throws Exception {
        assertThat(Units.values("secrets", "PartOf")).isEmpty();
        assertThat(Units.values("secrets", "RuntimeDirectoryPreserve")).containsExactly("yes");
        for (String service : SuiteFacts.SERVICES) {
            assertThat(Units.values(service, "Requires")).isEmpty();
        }
    }

    @Test
    void theDepartureOutlivesTheServicesThatItStopsAndReachesTheMetadataServiceAlone() throws Exception {
        assertThat(Units.values("departure", "PartOf")).isEmpty();
        assertThat(Units.values("departure", "WantedBy")).containsExactly("multi-user.target");
        assertThat(Units.values("departure", "IPAddressAllow")).containsExactly("169.254.169.254");
        assertThat(Units.values("departure", "IPAddressDeny")).containsExactly("any");
        assertThat(Units.lines("departure"))
                .contains(
                        "Restart=always",
                        "NoNewPrivileges=yes",
                        "CapabilityBoundingSet=",
                        "ProtectSystem=strict",
                        "MemoryDenyWriteExecute=yes");
    }

    @Test
    void theDepartureWaitsForEachServiceLongerThanTheyMayTakeOneAfterTheOther() throws Exception {
        String departure = Files.readString(Units.folder().resolve("libexec/departure"));
        Matcher patience = Pattern.compile("STOP_SECONDS = (\\d+)").matcher(departure);
        assertThat(patience.find()).isTrue();

        assertThat(departure)
                .contains(SuiteFacts.SERVICES.stream()
                        .map(service -> "\"gait-" + service + ".service\"")
                        .toList());
        assertThat(Duration.ofSeconds(Long.parseLong(patience.group(1))))
                .isGreaterThan(Units.stopLimit("gateway").plus(Units.stopLimit("analysis-service")));
    }

    @Test
    void anInstallationStartsTheDepartureAtThisBootAndTheNext() throws Exception {
        assertThat(Files.readString(Units.folder().resolve("libexec/install")))
                .contains(
                        "enable gait.target gait-departure.service",
                        "systemctl start gait.target gait-departure.service");
    }

    @Test
    void theGatewayStopsBeforeTheServicesThatItNeeds() throws Exception {
        assertThat(Units.values("gateway", "After").getFirst())
                .contains("gait-session-service.service", "gait-analysis-service.service");
    }

    @Test
    void theWatchAsksEachServiceWhereItAnswers() throws Exception {
        assertThat(Files.readString(Units.folder().resolve("libexec/watch")))
                .contains(
                        "gateway) address=http://127.0.0.1:" + SuiteFacts.httpPort("gateway") + " ;;",
                        "session-service) address=http://127.0.0.1:" + SuiteFacts.managementPort("session-service")
                                + " ;;",
                        "analysis-service) address=http://127.0.0.1:" + SuiteFacts.managementPort("analysis-service")
                                + " ;;");
        assertThat(ProbeFigures.read().path("LIVE")).isEqualTo("/health/live");
    }

    @Test
    void aServiceThatHangsIsRestartedBeforeThePlatformReplacesTheMachine() throws Exception {
        assertThat(ProbeFigures.read().hangIsFound())
                .isLessThanOrEqualTo(ProbeFigures.read()
                        .every("LIVE")
                        .multipliedBy(ProbeFigures.read().failures("LIVE") - 1));
    }

    /** With programs that are there, and one error more. */
    private CheckingProgram verify(String right, String wrong) throws Exception {
        CheckingProgram.need("systemd-analyze", "systemd", "systemd units");
        List<String> command = new ArrayList<>(List.of("systemd-analyze", "verify", "--man=no"));
        for (Path unit : Units.all()) {
            String text = Files.readString(unit).replace("/opt/gait/current", folder.toString());
            Path copy = folder.resolve(unit.getFileName());
            Files.writeString(copy, right.isEmpty() ? text : text.replace(right, wrong));
            // A template is judged by one of its instances.
            command.add(copy.toString().replace("@.", "@gateway."));
        }
        for (String program : List.of(
                "bin/gateway",
                "bin/session-service",
                "bin/analysis-service",
                "libexec/watch",
                "libexec/departure",
                "libexec/fetch-secrets")) {
            executable(folder.resolve(program));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("SYSTEMD_UNIT_PATH", folder + ":");
        return CheckingProgram.run(builder);
    }

    private static void executable(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
