package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What Azure or a machine's system would refuse of the scale set only once it is deployed. */
class ScaleSetTest {
    private static final BicepText SET = BicepText.of("vmss/main.bicep");

    /** Users and groups of base images of Debian and Ubuntu, names that Azure refuses, and the services' own. */
    private static final Set<String> TAKEN =
            Set.of(("_apt _chrony _ssh a actuser adm admin admin1 admin2 administrator aspnet audio backup"
                            + " bin cdrom chrony console crontab daemon david debian dialout dip disk fax floppy games gait gnats guest input irc"
                            + " john kmem kvm landscape list lp lxd mail man messagebus netdev news nobody nogroup operator owner plugdev polkitd"
                            + " pollinate proxy render root sasl server sgx shadow sql src ssh sshd staff sudo support sync sys syslog"
                            + " systemd-journal systemd-network systemd-resolve systemd-timesync tape tcpdump test test1 test2 test3 tss tty ubuntu"
                            + " user user1 user2 user3 user4 user5 users utmp uucp uuidd video voice www-data")
                    .split(" "));

    @Test
    void administratorHasANameThatNoMachineHasAlready() {
        administratorOf(SET);
    }

    @Test
    void administratorIsWhoSshAsksFor() throws IOException {
        assertThat(Files.readString(SuiteFacts.deploy("azure/vmss/ssh.sh")))
                .contains("user=\"" + SET.parameter("adminUser") + "\"");
    }

    @Test
    void machinesAreToldBeforeTheyGoAndSpotMachinesAreNotAskedToBe() {
        noticesOf(SET);
    }

    @Test
    void thereArePortsForSshForTheMostMachinesThatMayBeAskedFor() {
        portsOf(SET);
    }

    @Test
    void withoutMachinesNothingIsMadeThatCostsByTheHour() {
        nothingCostsWithoutMachinesIn(SET);
    }

    @Test
    void machinesThatOnlyComputeReadTheSecretsOfTheAnalysesAlone() {
        identitiesOf(SET);
    }

    @Test
    void everyTokenOfTheUserDataIsFilled() throws IOException {
        assertThat(UserData.read().tokens())
                .allSatisfy(token -> assertThat(SET.whole()).contains("'@@" + token + "@@'"));
    }

    @Test
    void plantedErrorsAreCaught() {
        planted("'gaitadmin'", "'operator'", ScaleSetTest::administratorOf);
        planted(
                "priority: 'Spot'",
                "priority: 'Spot'\n      terminateNotificationProfile: {\n        enable: true\n      }",
                ScaleSetTest::noticesOf);
        planted("@maxValue(50)", "@maxValue(100)", ScaleSetTest::portsOf);
        planted(
                "loadBalancers@2025-05-01' = if (machines)",
                "loadBalancers@2025-05-01' =",
                text -> nothingCostsWithoutMachinesIn(text));
        planted(
                "'${foundation.outputs.analysesIdentityId}': {}",
                "'${foundation.outputs.machineIdentityId}': {}",
                ScaleSetTest::identitiesOf);
    }

    private static void administratorOf(BicepText set) {
        assertThat(set.parameter("adminUser")).matches("[a-z][a-z0-9-]{0,30}").isNotIn(TAKEN);
    }

    private static void noticesOf(BicepText set) {
        BicepText workers = set.block("resource workers ");

        assertThat(workers.value("priority")).isEqualTo("Spot");
        assertThat(workers.piece()).doesNotContain("terminateNotificationProfile");
        assertThat(set.block("resource machineSet ")
                        .block("terminateNotificationProfile: ")
                        .value("enable"))
                .isEqualTo("true");
    }

    private static void portsOf(BicepText set) {
        BicepText ports = set.block("inboundNatRules: ");
        int most = Pattern.compile("@maxValue\\((\\d+)\\)\nparam maximum int")
                .matcher(set.whole())
                .results()
                .map(bound -> Integer.parseInt(bound.group(1)))
                .findFirst()
                .orElseThrow();

        // A rolling upgrade has new machines beside the old ones.
        assertThat(ports.number("frontendPortRangeEnd") - ports.number("frontendPortRangeStart") + 1)
                .isGreaterThanOrEqualTo(2 * most);
    }

    private static void nothingCostsWithoutMachinesIn(BicepText set) {
        List<String> opened = Pattern.compile("(?m)^resource \\w+ '.+$")
                .matcher(set.whole())
                .results()
                .map(MatchResult::group)
                .toList();

        assertThat(opened)
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(line -> line.endsWith("if (machines) {") || line.endsWith("if (withWorkers) {"));
    }

    private static void identitiesOf(BicepText set) {
        assertThat(set.block("resource workers ").piece())
                .contains("outputs.analysesIdentityId}")
                .doesNotContain("machineIdentity");
        assertThat(set.block("resource machineSet ").piece()).contains("outputs.machineIdentityId}");
        assertThat(set.whole())
                .contains(
                        "var workerIdentity = replace(withUsers, '@@IDENTITY_CLIENT_ID@@', foundation.outputs.analysesIdentityClientId)");
    }

    private static void planted(String right, String wrong, Consumer<BicepText> check) {
        BicepText.planted(SET, right, wrong, check);
    }
}
