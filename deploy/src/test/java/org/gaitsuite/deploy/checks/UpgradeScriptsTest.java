package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the upgrade scripts of Container Apps and App Service ask of Azure, which is played by a script. */
class UpgradeScriptsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void playAzure() throws IOException {
        program("bin/curl", "exit 0");
        program("bin/sleep", "exit 0");
        program("azure/deploy.sh", "exit 0");
        for (String script : List.of("upgrade.sh", "rollback.sh", "traffic.sh")) {
            copy("azure/containerapps/" + script);
        }
        for (String script : List.of("upgrade-to-high-availability.sh", "configure-auto-scaling.sh", "swap.sh")) {
            copy("azure/appservice/" + script);
        }
    }

    @Test
    void aRevisionThatIsNotHealthyTakesNoRequests() throws IOException {
        revisions("Unhealthy");

        ProgramRun run = upgrade();

        assertThat(run.succeeded()).isFalse();
        assertThat(said()).contains("--label candidate --revision gait-gateway--new --yes");
        assertThat(said()).contains("--label-weight stable=100 candidate=0").doesNotContain("candidate=10");
    }

    @Test
    void aHealthyOneTakesOverAndOnlyTheOneBeforeItStays() throws IOException {
        revisions("Healthy");

        ProgramRun run = upgrade();

        assertThat(run.said()).contains("gait-gateway--new takes 100 %");
        assertThat(run.succeeded()).isTrue();
        assertThat(said())
                .contains("revision deactivate --resource-group g --name gait-gateway --revision gait-gateway--older");
        assertThat(said().lines().filter(line -> line.contains("deactivate"))).hasSize(1);
    }

    @Test
    void anUpgradeThatAsksForNoHealthIsCaught() throws IOException {
        revisions("Unhealthy");
        Path script = folder.resolve("azure/containerapps/upgrade.sh");
        Files.writeString(script, Files.readString(script).replace("[ \"$state\" = \"Healthy\" ] && ", ""));

        assertThat(upgrade().succeeded()).isTrue();
    }

    @Test
    void whatIsLargerIsLeft() throws IOException {
        program("bin/az", """
                echo "$*" >> "$(dirname "$0")/said"
                case "$*" in
                    "appservice plan show"*sku.name*) echo P2v3 ;;
                    "appservice plan show"*) echo 3 ;;
                    "monitor autoscale show"*) echo 2 ;;
                    "webapp config appsettings list"*REDIS_URL*) echo REDIS_URL ;;
                    "webapp config appsettings list"*) echo 8 ;;
                    "sql server list"*) echo server ;;
                    "sql db show"*) echo S3 ;;
                    "acr list"*) echo registry ;;
                    "acr show"*) echo Premium ;;
                esac
                """);

        ProgramRun run =
                run("azure/appservice/upgrade-to-high-availability.sh", "--group", "g", "--plan", "p", "--app", "a");

        assertThat(run.said()).contains("stays P2v3", "stays S3");
        assertThat(run.succeeded()).isTrue();
        assertThat(said())
                .doesNotContain(
                        "plan update", "sql db update", "acr update", "autoscale delete", "GAIT_WORKER_CONCURRENCY=")
                .contains("\"statusCodes\"");
    }

    @Test
    void whatIsSmallerIsRaised() throws IOException {
        program("bin/az", """
                echo "$*" >> "$(dirname "$0")/said"
                case "$*" in
                    "appservice plan show"*sku.name*) echo B1 ;;
                    "appservice plan show"*) echo 1 ;;
                    "monitor autoscale show"*"--output json"*) echo '{"notifications": [{"email": {"customEmails": ["o@example.org"]}}]}' ;;
                    "webapp config appsettings list"*REDIS_URL*) echo REDIS_URL ;;
                    "sql server list"*) echo server ;;
                    "sql db show"*) echo S0 ;;
                    "acr list"*) echo registry ;;
                    "acr show"*) echo Basic ;;
                esac
                """);

        ProgramRun run =
                run("azure/appservice/upgrade-to-high-availability.sh", "--group", "g", "--plan", "p", "--app", "a");

        assertThat(run.succeeded()).as(run.said()).isTrue();
        assertThat(said())
                .contains("--sku P1V3", "--number-of-workers 2", "--service-objective S2", "--sku Standard")
                .contains("GAIT_WORKER_CONCURRENCY=4", "autoscale delete", "--add-action email o@example.org");
    }

    @Test
    void theSlotIsStartedForASwapAndStoppedAfterIt() throws IOException {
        program("bin/az", "echo \"$*\" >> \"$(dirname \"$0\")/said\"\necho host");

        assertThat(run("azure/appservice/swap.sh", "--group", "g", "--app", "a").succeeded())
                .isTrue();

        assertThat(said().lines().filter(line -> line.matches("webapp (start|deployment slot swap|stop) .*")))
                .satisfiesExactly(
                        start -> assertThat(start).startsWith("webapp start ").contains("--slot staging"),
                        swap -> assertThat(swap).startsWith("webapp deployment slot swap "),
                        stop -> assertThat(stop).startsWith("webapp stop ").contains("--slot staging"));
    }

    private void revisions(String health) throws IOException {
        program("bin/az", """
                echo "$*" >> "$(dirname "$0")/said"
                case "$*" in
                    "containerapp revision list"*) echo '[
                        {"name": "gait-gateway--older", "properties": {"active": true, "trafficWeight": 0}},
                        {"name": "gait-gateway--new", "properties": {"active": true, "trafficWeight": 0}},
                        {"name": "gait-gateway--former", "properties": {"active": true, "trafficWeight": 100}}]' ;;
                    *latestRevisionName*) echo gait-gateway--new ;;
                    *healthState*) echo HEALTH ;;
                    *fqdn*) echo gait-gateway.example.org ;;
                esac
                """.replace("HEALTH", health));
    }

    private ProgramRun upgrade() {
        return run("azure/containerapps/upgrade.sh", "--group", "g", "--secrets", "s", "version=2");
    }

    private ProgramRun run(String script, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "PATH=" + folder.resolve("bin") + ":" + System.getenv("PATH"),
                folder.resolve(script).toString()));
        command.addAll(List.of(arguments));
        return ProgramRun.of(folder, command);
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("bin/said"));
    }

    private void copy(String script) throws IOException {
        Files.createDirectories(folder.resolve(script).getParent());
        Files.copy(SuiteFacts.deploy(script), folder.resolve(script));
    }

    private void program(String name, String body) throws IOException {
        Path program = folder.resolve(name);
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/usr/bin/env bash\n" + body);
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }
}
