package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Azure would understand the Bicep files, as far as this machine can tell. */
class BicepTest {
    private static Optional<BicepCheck> check = Optional.empty();

    @BeforeAll
    static void chooseTheCheck() {
        check = BicepCheck.find();
        String said = check.map(found -> "Bicep files are checked by " + found.name())
                .orElse(
                        "Bicep files are not checked: neither bicep, nor az with bicep, nor check-bicep with node and npm is here"
                                + " (GAIT_SHARED names the folder with tools/check-bicep)");
        System.out.println(said);
        assumeTrue(check.isPresent(), said);
    }

    @Test
    void everyFileIsClean() throws IOException {
        List<Path> files = bicepFiles();

        assertThat(files).hasSizeGreaterThan(10);
        assertThat(check.orElseThrow().problemsOf(files)).isEmpty();
    }

    @Test
    void aPropertyThatTheTypeDoesNotHaveIsCaught(@TempDir Path folder) throws IOException {
        Path identity = SuiteFacts.deploy("azure/modules/storage.bicep");
        Path planted = folder.resolve("storage.bicep");
        Files.writeString(
                planted,
                Files.readString(identity).replace("allowSharedKeyAccess: false", "allowSharedKeyAcces: false"));

        assertThat(check.orElseThrow().problemsOf(List.of(planted))).contains("allowSharedKeyAcces");
    }

    @Test
    void whatAnExtensionLacksOrHasTooMuchIsCaught(@TempDir Path folder) throws IOException {
        assumeTrue(check.orElseThrow().name().equals("check-bicep"), "the compiler has types of its own");
        Path planted = Files.writeString(folder.resolve("planted.bicep"), """
                resource there 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
                  name: 'there'
                }
                resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
                  scope: there
                  scoop: there
                  name: 'logs'
                }
                resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
                  name: 'rule'
                  properties: {
                    severity: 'high'
                    criteria: {
                      allOf: [
                        {
                          operator: 'Above'
                        }
                      ]
                    }
                  }
                }
                """);

        assertThat(check.orElseThrow().problemsOf(List.of(planted)))
                .contains(
                        "scoop: unknown property",
                        "'location' is required",
                        "an integer is expected",
                        "'Above' is none of")
                .doesNotContain("scope: unknown");
    }

    @Test
    void keysOfTheLanguageAreNoProblemAndOthersOfTheSameNameAre() {
        assertThat(BicepCheck.withoutKeysOfTheLanguage(
                        "a.bicep:3: Microsoft.Authorization/roleAssignments.scope: unknown property\n"
                                + "a.bicep:9: Microsoft.Authorization/roleAssignments.properties.parent: unknown property\n"
                                + "2 problems in 1 files\n"))
                .isEqualTo("a.bicep:9: Microsoft.Authorization/roleAssignments.properties.parent: unknown property");
    }

    static List<Path> bicepFiles() throws IOException {
        try (Stream<Path> files = Files.walk(SuiteFacts.deploy("azure"))) {
            return files.filter(file -> file.toString().endsWith(".bicep"))
                    .sorted()
                    .toList();
        }
    }
}
