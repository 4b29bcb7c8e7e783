package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the platforms take from the modules is there, and what a runbook has an operator set reaches them. */
class ModulesTest {
    private static final Pattern OUTPUT = Pattern.compile("\\b(foundation|network)\\.outputs\\.(\\w+)");
    private static final List<String> HANDED_ON = List.of(
            "operatorAddresses",
            "operatorPrincipalIds",
            "sqlServiceObjective",
            "sqlTier",
            "sqlZoneRedundant",
            "sessionsSqlUser",
            "analysesSqlUser",
            "sqlPassword",
            "sessionsSqlPassword",
            "analysesSqlPassword",
            "errorsPerFiveMinutes",
            "networkBytesPerQuarter");

    @ParameterizedTest
    @ValueSource(strings = {"vmss", "containerapps", "aks", "appservice"})
    void everyOutputThatAPlatformReadsIsThere(String platform) {
        BicepText main = BicepText.of(platform + "/main.bicep");
        outputsAreThere(main);
        caught(main, "foundation.outputs.vaultName", "foundation.outputs.vaultsName", ModulesTest::outputsAreThere);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vmss", "containerapps", "aks", "appservice"})
    void whatOperatorsSetIsHandedOn(String platform) {
        BicepText main = BicepText.of(platform + "/main.bicep");
        parametersAreHandedOn(main);
        caught(main, " sqlTier: sqlTier\n", "\n", ModulesTest::parametersAreHandedOn);
    }

    private static void outputsAreThere(BicepText main) {
        assertThat(OUTPUT.matcher(main.whole()).results())
                .isNotEmpty()
                .allSatisfy(output -> assertThat(BicepText.of("modules/" + output.group(1) + ".bicep")
                                .whole())
                        .contains("\noutput " + output.group(2) + " "));
    }

    private static void parametersAreHandedOn(BicepText main) {
        assertThat(HANDED_ON)
                .allSatisfy(name -> assertThat(main.whole())
                        .contains("\nparam " + name + " ")
                        .contains(" " + name + ": " + name + "\n"));
    }

    private static void caught(BicepText main, String right, String wrong, Consumer<BicepText> check) {
        assertThat(main.whole()).contains(right);
        assertThatThrownBy(() -> check.accept(BicepText.ofText(main.whole().replace(right, wrong))))
                .isInstanceOf(AssertionError.class);
    }
}
