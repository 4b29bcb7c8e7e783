package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a package comes to the machines, how an upgrade is followed and what it leaves noted: the scripts, against an az that plays Azure. */
class ScaleSetScriptsTest {
    private static final String PACKAGE = "gait-suite-0.2.0-linux-x86_64.tar.gz";
    private static final String SUM = "4fad1da71fa9aae6fea5c1c21b9d1e8c616d001ca5062f957db36d1bca974b00";
    private static final String URL = "https://gaitstore.blob.core.windows.net/packages/" + PACKAGE;

    @TempDir
    Path folder;

    @BeforeEach
    void installAzure() throws IOException {
        boolean installed = ProgramRun.isInstalled("jq");
        if (!installed) {
            System.out.println("NOT CHECKED: what the scripts of the scale set do, for want of jq.");
        }
        assumeTrue(installed, "jq is not installed");
        // Answers with the file that is named for the call; of a file with several lines a line at a time, the last one
        // for ever.
        Path az = Files.writeString(folder.resolve("az"), """
                #!/bin/bash
                cd '%s' || exit
                echo "$*" >> calls
                next() {
                    head -n 1 "$1"
                    [ "$(wc -l < "$1")" -le 1 ] || sed -i 1d "$1"
                }
                case "$*" in
                    "storage account list "*) cat accounts ;;
                    "storage blob exists "*) cat exists ;;
                    "storage blob show "*) cat sum ;;
                    "vmss rolling-upgrade get-latest "*) next states ;;
                    "vmss list-instances "*"--name gait-machines "*) next behind | tr ' ' '\\n' ;;
                    "vmss list-instances "*"--name gait-workers "*) cat workers ;;
                    "group show "*) cat group ;;
                    "deployment group show "*) cat deployed ;;
                esac
                """.formatted(folder));
        assertThat(az.toFile().setExecutable(true)).isTrue();
        Files.writeString(folder.resolve(PACKAGE), "walk\n");
        answer("accounts", "[{\"name\": \"gaitstore\", \"blobs\": \"https://gaitstore.blob.core.windows.net/\"}]");
        answer("exists", "false");
        answer("workers", "");
        noted("running", "previous");
        deployed("new", "Succeeded");
    }

    @Test
    void aPackageIsUploadedByTheOperatorsOwnRoleAndItsParametersArePrinted() throws Exception {
        Outcome published = publish();

        assertThat(published.output()).isEqualTo(parameters());
        assertThat(calls())
                .filteredOn(call -> call.startsWith("storage blob upload "))
                .singleElement()
                .asString()
                .contains("--auth-mode login", "--container-name packages", "sha256=" + SUM, "--overwrite false");
    }

    @Test
    void aPackageThatIsThereIsNotUploadedAgain() throws Exception {
        answer("exists", "true");
        answer("sum", SUM);

        assertThat(publish().output()).isEqualTo(parameters());
        assertThat(calls()).noneMatch(call -> call.startsWith("storage blob upload "));
    }

    @Test
    void anotherPackageOfTheSameVersionIsRefused() throws Exception {
        answer("exists", "true");
        answer("sum", "0".repeat(64));

        Outcome published = publish();

        assertThat(published.status()).isEqualTo(1);
        assertThat(published.output()).isEmpty();
        assertThat(published.errors()).contains("another package", "--version");
        assertThat(calls()).noneMatch(call -> call.startsWith("storage blob upload "));
    }

    @Test
    void aDryRunLeavesTheStoreAlone() throws Exception {
        assertThat(publish("--dry-run").output()).isEqualTo(parameters());
        assertThat(calls()).noneMatch(call -> call.startsWith("storage blob "));
    }

    @Test
    void withoutAStoreItIsSaidWhatMakesIt() throws Exception {
        answer("accounts", "[]");

        assertThat(publish().errors()).contains("machines=false");
    }

    @Test
    void anUpgradeIsFollowedPastTheEndOfTheOneBeforeAndNotedOnlyThen() throws Exception {
        states("Completed", "RollingForward", "RollingForward", "Completed");
        answer("behind", "0 1\n0 1\n1\n\n");
        answer("workers", "7\n");

        Outcome followed = follow();

        assertThat(followed.status()).as(followed.errors()).isZero();
        assertThat(calls())
                .anyMatch(call -> call.startsWith("vmss reimage ") && call.contains("--instance-ids 7"))
                .anyMatch(call -> call.startsWith("tag update ") && call.contains("gaitPreviousVersion=running"))
                .anyMatch(call -> call.startsWith("tag update ") && call.contains("gaitRunningVersion=new"));
    }

    @Test
    void anUpgradeThatStoppedIsAnErrorAndIsNotNoted() throws Exception {
        states("RollingForward", "Faulted");
        answer("behind", "0 1\n");

        Outcome followed = follow();

        assertThat(followed.status()).isEqualTo(1);
        assertThat(followed.errors()).contains("Faulted", "rollback.sh");
        assertThat(calls()).noneMatch(call -> call.startsWith("tag update "));
    }

    @Test
    void anUpgradeThatNeverBeginsIsNotTakenForOneThatEnded() throws Exception {
        states("Completed");
        answer("behind", "0 1\n");

        assertThat(follow().status()).isEqualTo(1);
        assertThat(calls()).noneMatch(call -> call.startsWith("tag update "));
    }

    @Test
    void afterAnUpgradeThatDidNotEndWellOneGoesBackToWhatRuns() throws Exception {
        assertThat(versions("back").output()).contains("version=running\n");
    }

    @Test
    void afterAnUpgradeThatEndedWellOneGoesBackToWhatRanBefore() throws Exception {
        deployed("running", "Succeeded");

        assertThat(versions("back").output()).contains("version=previous\n");
    }

    @Test
    void whereNothingIsNotedThereIsNoWayBack() throws Exception {
        answer("group", "{\"id\": \"/group\", \"tags\": null}");

        assertThat(versions("back").status()).isEqualTo(1);
    }

    @Test
    void aDeploymentThatFailedIsNotNotedAsWhatRuns() throws Exception {
        answer("group", "{\"id\": \"/group\", \"tags\": null}");
        deployed("new", "Failed");
        versions("begin");
        assertThat(calls()).noneMatch(call -> call.startsWith("tag update "));

        deployed("new", "Succeeded");
        versions("begin");
        assertThat(calls()).anyMatch(call -> call.startsWith("tag update ") && call.contains("gaitRunningVersion=new"));
    }

    @Test
    void theNameOfTheInstallationMayStandInAFileOfParameters() throws Exception {
        Path parameters =
                Files.writeString(folder.resolve("p.json"), "{\"parameters\": {\"name\": {\"value\": \"walk\"}}}");
        Path key = Files.writeString(folder.resolve("key.pub"), "ssh-ed25519 AAAA");
        answer("accounts", "[]");

        run(
                "deploy.sh",
                "--group",
                "g",
                "--ssh-key",
                key.toString(),
                "--package",
                folder.resolve(PACKAGE).toString(),
                "@" + parameters);

        assertThat(calls()).anyMatch(call -> call.contains("tags.installation=='walk'"));
    }

    private static String parameters() {
        return "packageUrl=" + URL + "\npackageSha256=" + SUM + "\nversion=0.2.0\n";
    }

    private Outcome publish(String... options) throws Exception {
        List<String> more = new ArrayList<>(List.of("--group", "g"));
        more.addAll(List.of(options));
        more.add(folder.resolve(PACKAGE).toString());
        return run("publish-package.sh", more.toArray(String[]::new));
    }

    private Outcome follow() throws Exception {
        return run("follow-upgrade.sh", "--group", "g", "--every", "0");
    }

    private Outcome versions(String verb) throws Exception {
        return run("versions.sh", "--group", "g", verb);
    }

    private void states(String... states) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String state : states) {
            lines.append("{\"runningStatus\": {\"code\": \"%s\"}}\n".formatted(state));
        }
        answer("states", lines.toString());
    }

    private void noted(String running, String previous) throws IOException {
        answer("group", """
                {"id": "/group", "tags": {
                  "gaitRunningUrl": "https://r", "gaitRunningSha256": "sum-of-%1$s", "gaitRunningVersion": "%1$s",
                  "gaitPreviousUrl": "https://p", "gaitPreviousSha256": "sum-of-%2$s", "gaitPreviousVersion": "%2$s"}}
                """.formatted(running, previous));
    }

    private void deployed(String version, String state) throws IOException {
        answer(
                "deployed",
                "{\"state\": \"%2$s\", \"url\": \"https://d\", \"sum\": \"sum-of-%1$s\", \"version\": \"%1$s\"}"
                        .formatted(version, state));
    }

    private void answer(String call, String content) throws IOException {
        Files.writeString(folder.resolve(call), content);
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private record Outcome(int status, String output, String errors) {}

    private Outcome run(String script, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(SuiteFacts.deploy("azure/vmss/" + script).toString()));
        command.addAll(List.of(options));
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(errors.toFile());
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        return new Outcome(builder.start().waitFor(), Files.readString(out), Files.readString(errors));
    }
}
