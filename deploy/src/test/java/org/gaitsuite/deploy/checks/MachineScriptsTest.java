package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts of people who build, of machines and of the rig. */
class MachineScriptsTest {
    @TempDir
    Path folder;

    @Test
    void shellcheckFindsNothing() throws Exception {
        List<Path> scripts = scripts();

        assertThat(scripts).hasSizeGreaterThanOrEqualTo(15);
        assertThat(shellcheck(scripts).output()).isEmpty();
    }

    @Test
    void shellcheckCatchesAnUnquotedVariable() throws Exception {
        Path install = Units.folder().resolve("libexec/install");
        Path wrong = folder.resolve("install");
        Files.writeString(wrong, Files.readString(install).replace("rm -rf \"$draft\"", "rm -rf $draft"));

        CheckingProgram judged = shellcheck(List.of(wrong));

        assertThat(judged.output()).contains("SC2086");
        assertThat(judged.status()).isNotZero();
    }

    @Test
    void shellcheckFindsNothingInWhatScriptsShare() throws Exception {
        List<Path> shared;
        try (Stream<Path> files = Files.list(SuiteFacts.root().resolve(".mvn"))) {
            shared = files.filter(file -> file.toString().endsWith(".sh")).toList();
        }

        assertThat(shared).hasSizeGreaterThanOrEqualTo(5);
        assertThat(shellcheck(shared, "--shell=bash").output()).isEmpty();
    }

    @Test
    void everyScriptStopsAtItsFirstError() throws Exception {
        for (Path script : scripts()) {
            assertThat(Files.readString(script)).as(script.toString()).contains("set -euo pipefail");
        }
    }

    private static CheckingProgram shellcheck(List<Path> scripts, String... options) throws Exception {
        CheckingProgram.need("shellcheck", "shellcheck", "shell scripts of builders, machines and the rig");
        List<String> command =
                new ArrayList<>(List.of("shellcheck", "--external-sources", "--source-path=" + SuiteFacts.root()));
        command.addAll(List.of(options));
        scripts.forEach(script -> command.add(script.toString()));
        return CheckingProgram.run(command);
    }

    private static List<Path> scripts() throws IOException {
        List<Path> scripts = new ArrayList<>();
        Path root = SuiteFacts.root();
        for (String place : List.of(".", ".ci", "deploy", "deploy/images", "deploy/systemd/libexec", "deploy/rig")) {
            try (Stream<Path> files = Files.list(root.resolve(place))) {
                // Programs that others wrote, and text that is none.
                for (Path file : files.filter(
                                file -> Files.isRegularFile(file) && Files.isExecutable(file) && !file.endsWith("mvnw"))
                        .sorted()
                        .toList()) {
                    if (Files.readString(file).startsWith("#!/usr/bin/env bash")) {
                        scripts.add(file);
                    }
                }
            }
        }
        return scripts;
    }
}
