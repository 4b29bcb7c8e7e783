package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every link of the chain that brings what services say from a machine's journal to the workspace. */
class MachineLogsTest {
    private static final BicepText SET = BicepText.of("vmss/main.bicep");
    private static final BicepText RULE = BicepText.of("modules/machine-logs.bicep");

    @Test
    void theJournalHandsLinesToRsyslogWhichTheAgentHearsFirst() throws IOException {
        Map<String, String> files = UserData.read().files();

        assertThat(files.get("/etc/systemd/journald.conf.d/10-gait.conf")).contains("\nForwardToSyslog=yes\n");
        // Between the agent's file, numbered 10, and the distribution's, numbered 50.
        assertThat(files.get("/etc/rsyslog.d/40-gait.conf")).startsWith("*.* stop\n");
        assertThat(files.get("/usr/local/lib/gait/prepare-machine")).contains("wanted+=(rsyslog)");
    }

    @Test
    void everySetHasTheAgentWithAnIdentityThatTheSetHas() {
        agentsOf(SET);
    }

    @Test
    void whatUnitsWriteIsCollectedAndGoesToTheWorkspace() {
        collected(RULE);
    }

    @Test
    void plantedErrorsAreCaught() {
        BicepText.planted(
                SET,
                "'identifier-value': foundation.outputs.analysesIdentityId",
                "'identifier-value': foundation.outputs.machineIdentityId",
                MachineLogsTest::agentsOf);
        BicepText.planted(RULE, "'daemon'", "'local0'", MachineLogsTest::collected);
        BicepText.planted(
                RULE, "destinations: [ 'workspace' ]", "destinations: [ 'work' ]", MachineLogsTest::collected);
    }

    private static void agentsOf(BicepText set) {
        for (String name : List.of("machineSet", "workers")) {
            BicepText one = set.block("resource " + name + " ");
            BicepText agent = one.objectsWith("type: 'AzureMonitorLinuxAgent'").getFirst();

            assertThat(agent.value("publisher")).isEqualTo("Microsoft.Azure.Monitor");
            assertThat(agent.value("suppressFailures")).isEqualTo("true");
            assertThat(agent.value("identifier-name")).isEqualTo("mi_res_id");
            assertThat(one.block("userAssignedIdentities: ").piece())
                    .contains("${" + agent.value("identifier-value") + "}");
        }
    }

    private static void collected(BicepText rule) {
        BicepText services = rule.objectsWith("facilityNames: \\[ 'daemon' ]").stream()
                .findFirst()
                .orElse(BicepText.ofText(""));
        assertThat(services.piece()).contains("logLevels: everything", "'Microsoft-Syslog'");
        assertThat(rule.whole()).contains("var everything = [ 'Info', ");
        String workspace = rule.block("logAnalytics: ").value("name");
        assertThat(rule.block("dataFlows: ").value("destinations")).isEqualTo("[ '" + workspace + "' ]");
        assertThat(rule.block("dataFlows: ").value("streams")).isEqualTo("[ 'Microsoft-Syslog' ]");
    }
}
