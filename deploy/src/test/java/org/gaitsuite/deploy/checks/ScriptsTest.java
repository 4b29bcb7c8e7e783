package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts for operators on Azure: shellcheck has nothing to say, and each explains itself. */
class ScriptsTest {

    @Test
    void shellcheckHasNothingToSay() throws IOException {
        assertThat(shellcheck(scripts())).isEmpty();
    }

    @Test
    void anUnquotedVariableIsCaught(@TempDir Path folder) throws IOException {
        Path planted = Files.writeString(folder.resolve("planted.sh"), "#!/usr/bin/env bash\nrm -rf $1\n");

        assertThat(shellcheck(List.of(planted))).contains("SC2086");
    }

    @Test
    void everyScriptStopsAtTheFirstErrorAndMayBeRun() throws IOException {
        assertThat(scripts()).hasSizeGreaterThan(10).allSatisfy(script -> {
            assertThat(script).content().startsWith("#!/usr/bin/env bash\n# ").contains("\nset -euo pipefail\n");
            assertThat(script).isExecutable();
        });
    }

    @Test
    void everyScriptSaysHowItIsUsed() throws IOException {
        assertThat(scripts()).allSatisfy(script -> {
            ProgramRun help = ProgramRun.of(SuiteFacts.root(), List.of(script.toString(), "--help"));
            assertThat(help.said()).startsWith("usage: ");
            assertThat(help.succeeded()).isTrue();
        });
    }

    private static String shellcheck(List<Path> files) {
        String missed =
                "shellcheck is not installed: the scripts of deploy/azure are not checked (Debian package shellcheck)";
        if (!ProgramRun.isInstalled("shellcheck")) {
            System.out.println(missed);
        }
        assumeTrue(ProgramRun.isInstalled("shellcheck"), missed);
        List<String> command = new ArrayList<>(List.of("shellcheck"));
        files.forEach(file -> command.add(file.toString()));
        return ProgramRun.of(SuiteFacts.root(), command).said();
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.walk(SuiteFacts.deploy("azure"))) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }
}
