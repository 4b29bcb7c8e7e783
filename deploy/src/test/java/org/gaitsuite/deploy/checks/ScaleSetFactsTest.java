package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers and names of the machines in Azure agree with the code of the services and with each other. */
class ScaleSetFactsTest {
    private static final BicepText SCALE_SET = BicepText.of("vmss/main.bicep");

    @Test
    void loadBalancerAsksTheGatewayForHealth() {
        trafficProbeOf(SCALE_SET);
    }

    @Test
    void loadBalancerLeadsToTheGateway() {
        BicepText balancer = SCALE_SET.block("resource balancer ");

        BicepText http = balancer.objectsWith("frontendPort: 80").getFirst();
        assertThat(http.number("backendPort")).isEqualTo(SuiteFacts.httpPort("gateway"));
        BicepText https = balancer.objectsWith("frontendPort: 443").getFirst();
        assertThat(https.number("backendPort")).isEqualTo(SuiteFacts.httpsPort());
        for (BicepText rule : List.of(http, https)) {
            assertThat(rule.value("enableTcpReset")).isEqualTo("true");
            assertThat(rule.value("disableOutboundSnat")).isEqualTo("true");
            // The gateway lets a request be silent for 600 s.
            assertThat(rule.number("idleTimeoutInMinutes")).isGreaterThan(10);
        }
    }

    @Test
    void everyMachineHasPortsForSsh() {
        natPortsOf(SCALE_SET);
    }

    @Test
    void repairsGoByWhetherTheProcessLives() {
        BicepText machines = healthSettings("resource machineSet ");
        assertThat(machines.value("requestPath")).isEqualTo("/health/live");
        assertThat(machines.number("port")).isEqualTo(SuiteFacts.httpPort("gateway"));

        BicepText workers = healthSettings("resource workers ");
        assertThat(workers.value("requestPath")).isEqualTo("/health/live");
        assertThat(workers.number("port")).isEqualTo(SuiteFacts.managementPort("analysis-service"));

        for (BicepText settings : List.of(machines, workers)) {
            assertThat(settings.number("intervalInSeconds")).isEqualTo(10);
            assertThat(settings.number("numberOfProbes")).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"standard, 2, 3, 10, 70, 30", "small, 2, 2, 3, 75, 20"})
    void presetsScaleBetweenTheirBounds(String name, int minimum, int standard, int maximum, int out, int in) {
        BicepText preset = SCALE_SET.block("var presets = ").block(name + ": ");

        assertThat(preset.number("minimum")).isEqualTo(minimum).isLessThanOrEqualTo(preset.number("default"));
        assertThat(preset.number("default")).isEqualTo(standard).isLessThanOrEqualTo(preset.number("maximum"));
        assertThat(preset.number("maximum")).isEqualTo(maximum);
        assertThat(preset.number("cpuOut")).isEqualTo(out);
        assertThat(preset.number("cpuIn")).isEqualTo(in);
    }

    @Test
    void memoryOfMachinesIsMeasuredAsWhatIsAvailable() {
        BicepText autoscale = SCALE_SET.block("module autoscale ");

        assertThat(autoscale.value("memoryMetric")).isEqualTo("Available Memory Percentage");
        assertThat(autoscale.value("memoryOperator")).isEqualTo("LessThan");
        assertThat(autoscale.number("memoryThreshold")).isEqualTo(20);
    }

    @Test
    void scalingWaitsFiveMinutesToGrowAndTenToShrink() {
        BicepText rules = BicepText.of("modules/autoscale.bicep");

        assertThat(rules.objectsWith("metricName: cpuMetric"))
                .hasSize(2)
                .satisfiesExactly(
                        out -> assertThat(out.value("timeWindow")).isEqualTo("PT5M"),
                        in -> assertThat(in.value("timeWindow")).isEqualTo("PT10M"));
        assertThat(rules.objectsWith("metricName: memoryMetric").getFirst().value("timeWindow"))
                .isEqualTo("PT5M");
    }

    @Test
    void upgradesReplaceAFifthAtATimeAndGoBackOnFailure() {
        BicepText policy = SCALE_SET.block("rollingUpgradePolicy: ");

        assertThat(policy.number("maxBatchInstancePercent")).isEqualTo(20);
        assertThat(policy.number("maxUnhealthyInstancePercent")).isEqualTo(20);
        assertThat(policy.value("pauseTimeBetweenBatches")).isEqualTo("PT30S");
        assertThat(policy.value("maxSurge")).isEqualTo("true");
        assertThat(policy.value("rollbackFailedInstancesOnPolicyBreach")).isEqualTo("true");
    }

    @Test
    void plantedErrorsAreCaught() {
        BicepText.planted(
                SCALE_SET,
                "requestPath: '/health'\n",
                "requestPath: '/health/ready'\n",
                ScaleSetFactsTest::trafficProbeOf);
        BicepText.planted(
                SCALE_SET, "var gatewayPort = 8080", "var gatewayPort = 8081", ScaleSetFactsTest::trafficProbeOf);
        BicepText.planted(
                SCALE_SET, "frontendPortRangeEnd: 50119", "frontendPortRangeEnd: 50009", ScaleSetFactsTest::natPortsOf);
    }

    private static BicepText healthSettings(String set) {
        return SCALE_SET
                .block(set)
                .objectsWith("type: 'ApplicationHealthLinux'")
                .getFirst()
                .block("settings: ");
    }

    private static void trafficProbeOf(BicepText scaleSet) {
        BicepText probe = scaleSet.block("resource balancer ").block("probes: ");

        assertThat(probe.value("protocol")).isEqualTo("Http");
        assertThat(probe.value("requestPath")).isEqualTo("/health");
        assertThat(probe.number("port")).isEqualTo(SuiteFacts.httpPort("gateway"));
        assertThat(probe.number("intervalInSeconds")).isEqualTo(5);
        assertThat(probe.number("probeThreshold")).isEqualTo(2);
    }

    private static void natPortsOf(BicepText scaleSet) {
        BicepText ports = scaleSet.block("inboundNatRules: ");
        int most = scaleSet.block("var presets = ")
                .values("maximum")
                .mapToInt(Integer::parseInt)
                .max()
                .orElseThrow();

        assertThat(ports.number("backendPort")).isEqualTo(22);
        assertThat(ports.number("frontendPortRangeStart")).isEqualTo(50000);
        // A rolling upgrade has new machines beside the old ones.
        assertThat(ports.number("frontendPortRangeEnd") - ports.number("frontendPortRangeStart") + 1)
                .isGreaterThanOrEqualTo(2 * most);
    }
}
