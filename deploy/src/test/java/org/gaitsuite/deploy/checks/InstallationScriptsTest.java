package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** secrets.sh, deploy.sh and sql-users.sh, with an az and a sqlcmd that answer as they are told and write down what they were asked. */
class InstallationScriptsTest {
    private static final String GATEWAY = """
            {"properties": {"latestRevisionName": "gait-gateway--%s", "configuration": {"ingress": {"traffic": [
              {"revisionName": "gait-gateway--old", "weight": %d, "label": "stable"},
              {"revisionName": "gait-gateway--new", "weight": %d, "label": "candidate"}]}}}}
            """;

    @TempDir
    Path folder;

    private Path scripts;
    private int answers;

    @BeforeEach
    void putProgramsInPlace() throws IOException {
        CheckingProgram.need("jq", "jq", "scripts of an installation");
        CheckingProgram.need("openssl", "openssl", "scripts of an installation");
        Files.createDirectories(folder.resolve("answers"));
        program("az", """
                #!/usr/bin/env bash
                printf 'az %s\\n' "$*" >> "$FOLDER/calls"
                for word in "$@"; do
                    case "$word" in
                        @*parameters.json) cp "${word#@}" "$FOLDER/parameters.json" ;;
                    esac
                done
                for answer in "$FOLDER"/answers/*; do
                    read -r beginning < "$answer"
                    case "$*" in
                        "$beginning"*)
                            tail -n +2 "$answer"
                            case "$answer" in *.once) rm "$answer" ;; esac
                            exit 0 ;;
                    esac
                done
                """);
        program("sqlcmd", """
                #!/usr/bin/env bash
                printf 'sqlcmd %s\\n' "$*" >> "$FOLDER/calls"
                printf '%s' "$SQLCMDPASSWORD" > "$FOLDER/sqlcmd-password"
                while [ $# -gt 0 ]; do
                    case "$1" in
                        -d) database="$2" ;;
                        -i) cp "$2" "$FOLDER/$database.sql" ;;
                    esac
                    shift
                done
                """);
        scripts = SuiteFacts.deploy("azure");
        answer("group exists", "true");
        answer("keyvault list-deleted", "[]");
        answer("sql server list", """
                [{"tags": {"installation": "other"}, "fullyQualifiedDomainName": "wrong", "administratorLogin": "x"},
                 {"tags": {"installation": "gait"}, "fullyQualifiedDomainName": "sql.example", "administratorLogin": "gait"}]""");
        assertThat(run("secrets.sh", secrets(), "--self-signed", "gait.example.org")
                        .status())
                .isZero();
    }

    @Test
    void secretsAreTheirOwnersAloneAndStayWhatTheyAre() throws Exception {
        List<String> before = contentOfSecrets();

        run("secrets.sh", secrets());

        assertThat(contentOfSecrets()).isEqualTo(before);
        try (Stream<Path> files = Files.list(Path.of(secrets()))) {
            assertThat(files.toList())
                    .extracting(file -> PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .containsOnly("rw-------");
        }
        assertThat(secret("sessions-sql-password")).isNotEqualTo(secret("analyses-sql-password"));
    }

    @Test
    void theApplicationGatewaysCertificateIsTheSameOne() throws Exception {
        assertThat(inSecrets(
                        "base64 -d tls-pfx | openssl pkcs12 -passin pass: -nokeys | openssl x509 -noout -fingerprint"))
                .isEqualTo(inSecrets("openssl x509 -in tls-certificate.pem -noout -fingerprint"));
    }

    @Test
    void secretsGoToAzureInAFileAndTheAdministratorsPasswordToNoService() throws Exception {
        deploy("vmss");

        assertThat(Files.readString(folder.resolve("parameters.json"))).contains(secret("sql-password"));
        assertThat(calls()).contains("az deployment group create");
        for (String name : List.of("sql-password", "sessions-sql-password", "analyses-sql-password")) {
            assertThat(calls()).doesNotContain(secret(name));
        }
        assertThat(BicepText.of("modules/vault.bicep").whole()).doesNotContain("/sql-password'");
    }

    @Test
    void theNameMayStandInAFile() throws Exception {
        Path file =
                Files.writeString(folder.resolve("some.json"), "{\"parameters\": {\"name\": {\"value\": \"clinic\"}}}");
        answer("vmss show --name clinic-machines", "7");

        deploy("vmss", "@" + file);

        assertThat(calls()).contains(" machinesNow=7");
    }

    @Test
    void aRevisionThatWasGoneBackToKeepsItsRequests() throws Exception {
        sharesAreKept("deploy.sh");
    }

    @Test
    void sharesWithinAnUpgradeStay() throws Exception {
        answer("resource list", "/the/gateway");
        answer("resource show --ids /the/gateway", GATEWAY.formatted("new", 40, 60));

        deploy("containerapps");

        assertThat(calls()).contains(" stableRevision=old candidateWeight=60 candidateRevision=new");
    }

    @Test
    void theNewestRevisionTakesAllWhereItHasThemAlready() throws Exception {
        answer("resource list", "/the/gateway");
        answer("resource show --ids /the/gateway", GATEWAY.formatted("new", 0, 100));

        deploy("containerapps");

        assertThat(calls()).doesNotContain("stableRevision");
    }

    @Test
    void whatTheCallerSaysAboutSharesCounts() throws Exception {
        answer("resource list", "/the/gateway");
        answer("resource show --ids /the/gateway", GATEWAY.formatted("new", 100, 0));

        deploy("containerapps", "stableRevision=mine");

        assertThat(calls()).contains("stableRevision=mine").doesNotContain("stableRevision=old");
    }

    @Test
    void anApplicationGatewayThatIsThereIsLeftToTheIngressController() throws Exception {
        deploy("aks");
        assertThat(calls()).doesNotContain("makeIngress");

        answer("resource list", "/the/gateway");
        deploy("aks");
        assertThat(calls()).contains(" makeIngress=false");
    }

    @Test
    void aDeletedVaultOfThisInstallationIsTakenBackAndNoOther() throws Exception {
        answer("keyvault list-deleted", """
                [{"name": "gait-kv-abc", "properties": {"location": "westus3", "vaultId": "/subscriptions/1/resourceGroups/Trial/providers/x"}},
                 {"name": "gait-kv-def", "properties": {"location": "westus3", "vaultId": "/subscriptions/1/resourceGroups/trial2/providers/x"}},
                 {"name": "other-kv-abc", "properties": {"location": "westus3", "vaultId": "/subscriptions/1/resourceGroups/trial/providers/x"}}]""");

        deploy("appservice", "--what-if");
        assertThat(calls()).doesNotContain("keyvault recover");

        deploy("appservice");
        assertThat(calls().lines().filter(call -> call.contains("keyvault recover")))
                .containsExactly(
                        "az keyvault recover --name gait-kv-abc --resource-group trial --location westus3 --output none");
    }

    @Test
    void theScaleSetsFeatureIsAskedForOnce() throws Exception {
        answer("feature show", "Registered");
        answerOnce("feature show", "NotRegistered");

        deploy("vmss");
        assertThat(calls())
                .contains("az feature register", "az provider register --namespace Microsoft.Compute --wait");

        Files.delete(folder.resolve("calls"));
        deploy("vmss");
        assertThat(calls()).doesNotContain("register ");
    }

    @Test
    void eachServiceGetsAUserInItsOwnDatabase() throws Exception {
        assertThat(run("sql-users.sh", "--group", "trial", "--secrets", secrets())
                        .output())
                .contains("sql.example: gait_sessions in accounts, gait_analyses in analyses");

        assertThat(sql("accounts"))
                .contains("CREATE USER [gait_sessions] WITH PASSWORD = N'" + secret("sessions-sql-password") + "'")
                .doesNotContain("gait_analyses", "db_owner");
        assertThat(sql("analyses"))
                .contains("CREATE USER [gait_analyses] WITH PASSWORD = N'" + secret("analyses-sql-password") + "'")
                .doesNotContain("gait_sessions", "db_owner");
        assertThat(Files.readString(folder.resolve("sqlcmd-password"))).isEqualTo(secret("sql-password"));
        assertThat(calls()).doesNotContain("Gs1-");
    }

    @Test
    void theAuditTrailCanOnlyBeAddedTo() throws Exception {
        auditIsGuardedBy("sql-users.sh");

        run("sql-users.sh", "--group", "trial", "--secrets", secrets(), "--audit-retention");
        assertThat(sql("analyses"))
                .contains("DENY UPDATE ON dbo.audit_events", "REVOKE DELETE ON dbo.audit_events")
                .doesNotContain("DENY DELETE");
    }

    @Test
    void aUserInUseIsNotDropped() throws Exception {
        assertThat(run("sql-users.sh", "--group", "trial", "--secrets", secrets(), "--drop", "gait_sessions")
                        .output())
                .contains("gait_sessions is in use");

        run(
                "sql-users.sh",
                "--group",
                "trial",
                "--secrets",
                secrets(),
                "--sessions-user",
                "gait_sessions_2",
                "--drop",
                "gait_sessions");
        assertThat(sql("accounts")).contains("CREATE USER [gait_sessions_2]", "DROP USER IF EXISTS [gait_sessions];");
    }

    @Test
    void aPasswordThatCouldEndTheStatementIsRefusedAndNotRepeated() throws Exception {
        Files.writeString(Path.of(secrets(), "sessions-sql-password"), "Abcdefghij1'; DROP TABLE accounts --");

        CheckingProgram refused = run("sql-users.sh", "--group", "trial", "--secrets", secrets());

        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.output()).contains("sessions-sql-password has to be").doesNotContain("DROP TABLE");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void plantedErrorsAreCaught() throws Exception {
        planted("sql-users.sh", "DENY UPDATE ON dbo.audit_events TO [$user];", "", this::auditIsGuardedBy);
        planted("deploy.sh", "containerapps) keepShares ;;", "containerapps) ;;", this::sharesAreKept);
    }

    private void auditIsGuardedBy(String script) throws Exception {
        run(script, "--group", "trial", "--secrets", secrets());
        assertThat(sql("analyses"))
                .contains(
                        "DENY UPDATE ON dbo.audit_events TO [gait_analyses]",
                        "DENY DELETE ON dbo.audit_events TO [gait_analyses]");
    }

    private void sharesAreKept(String script) throws Exception {
        answer("resource list", "/the/gateway");
        answer("resource show --ids /the/gateway", GATEWAY.formatted("new", 100, 0));
        Files.deleteIfExists(folder.resolve("calls"));
        run(script, "containerapps", "--group", "trial", "--secrets", secrets());
        assertThat(calls()).contains(" stableRevision=old candidateWeight=0").doesNotContain("candidateRevision");
    }

    private interface Check {
        void of(String script) throws Exception;
    }

    private void planted(String script, String right, String wrong, Check check) throws Exception {
        check.of(script);
        String whole = Files.readString(scripts.resolve(script));
        assertThat(whole).contains(right);
        Path copy = Files.createDirectories(folder.resolve("planted"));
        if (Files.notExists(copy.resolve("containerapps"))) {
            Files.createDirectory(copy.resolve("containerapps"));
            Files.copy(scripts.resolve("containerapps/main.bicep"), copy.resolve("containerapps/main.bicep"));
        }
        Path wrongScript = Files.writeString(copy.resolve(script), whole.replace(right, wrong));
        assertThat(wrongScript.toFile().setExecutable(true)).isTrue();
        Path good = scripts;
        scripts = copy;
        try {
            assertThatThrownBy(() -> check.of(script)).isInstanceOf(AssertionError.class);
        } finally {
            scripts = good;
        }
    }

    private void deploy(String platform, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(platform, "--group", "trial", "--secrets", secrets()));
        arguments.addAll(List.of(more));
        CheckingProgram deployed = run("deploy.sh", arguments.toArray(String[]::new));
        assertThat(deployed.status()).as(deployed.output()).isZero();
    }

    private CheckingProgram run(String script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(scripts.resolve(script).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("FOLDER", folder.toString());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        try {
            return CheckingProgram.run(builder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** What az answers to a command that begins like this; later answers count first. */
    private void answer(String beginning, String text) throws IOException {
        Files.writeString(folder.resolve("answers/" + (999 - answers++)), beginning + "\n" + text + "\n");
    }

    private void answerOnce(String beginning, String text) throws IOException {
        Files.writeString(folder.resolve("answers/" + (999 - answers++) + ".once"), beginning + "\n" + text + "\n");
    }

    private void program(String name, String text) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve(name);
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private String secrets() {
        return folder.resolve("secrets").toString();
    }

    private String secret(String name) throws IOException {
        return Files.readString(Path.of(secrets(), name)).strip();
    }

    private List<String> contentOfSecrets() throws IOException {
        List<String> content = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of(secrets()))) {
            for (Path file : files.sorted().toList()) {
                content.add(file.getFileName() + Files.readString(file));
            }
        }
        return content;
    }

    private String inSecrets(String command) throws Exception {
        CheckingProgram said = CheckingProgram.run(new ProcessBuilder("bash", "-c", command)
                .directory(Path.of(secrets()).toFile()));
        assertThat(said.status()).as(said.output()).isZero();
        return said.output();
    }

    private String calls() throws IOException {
        return Files.readString(folder.resolve("calls"));
    }

    private String sql(String database) throws IOException {
        return Files.readString(folder.resolve(database + ".sql"));
    }
}
