package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/kubernetes/scaler-secret} takes a Redis URL apart as the services read it. */
class ScalerSecretTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "rediss://:p%2Bw%2F%3D@r.example:10000/0, r.example:10000, '', p+w/=, enable",
        "redis://:plain@redis:6379/0, redis:6379, '', plain, disable",
        "redis://redis, redis:6379, '', '', disable",
        "rediss://gait:a:b/c@d@r.example:6380, r.example:6380, gait, a:b/c@d, enable",
        "rediss://:50%+100%25@r.example:6380/0, r.example:6380, '', 50%+100%, enable",
    })
    void aUrlIsTakenApart(String url, String address, String user, String password, String tls) throws Exception {
        Outcome outcome = run(url + "\n", "--stdin", "--dry-run");
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        JsonNode data = Manifests.yaml(outcome.output()).path("data");
        assertThat(decoded(data, "address")).isEqualTo(address);
        assertThat(decoded(data, "username")).isEqualTo(user);
        assertThat(decoded(data, "password")).isEqualTo(password);
        assertThat(decoded(data, "tls")).isEqualTo(tls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis+sentinel://:secret@s1:26379,s2:26379/m/0",
                "http://:secret@r",
                "",
                "redis://:secret@r:6379/3"
            })
    void whatKedaCannotUseIsRefusedWithoutSayingThePassword(String url) throws Exception {
        Outcome outcome = run(url + "\n", "--stdin", "--dry-run");
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors()).contains("redis-url").doesNotContain("secret");
    }

    @Test
    void theUrlComesFromTheClusterAndTheSecretGoesThere() throws Exception {
        String url =
                Base64.getEncoder().encodeToString("rediss://:pass@r.example:10000/0".getBytes(StandardCharsets.UTF_8));
        Path kubectl = Files.writeString(folder.resolve("kubectl"), """
                #!/bin/sh
                echo "$@" >> %1$s/calls
                case "$*" in *" get secret "*) printf %%s %2$s ;; *) cat > %1$s/applied ;; esac
                """.formatted(folder, url));
        assertThat(kubectl.toFile().setExecutable(true)).isTrue();
        Outcome outcome = run("", "--namespace", "walk", "--", "--context", "production");
        assertThat(outcome.status()).as(outcome.errors()).isZero();
        assertThat(Files.readAllLines(folder.resolve("calls")))
                .hasSize(2)
                .allMatch(call -> call.startsWith("--context production"))
                .noneMatch(call -> call.contains("pass"));
        JsonNode secret = Manifests.yaml(Files.readString(folder.resolve("applied")));
        assertThat(secret.at("/metadata/namespace").asText()).isEqualTo("walk");
        assertThat(decoded(secret.path("data"), "password")).isEqualTo("pass");
    }

    @Test
    void theScriptIsClean() throws Exception {
        boolean installed = Files.isExecutable(Path.of("/usr/bin/shellcheck"));
        if (!installed) {
            System.out.println("NOT CHECKED: deploy/kubernetes/scaler-secret, for want of shellcheck.");
        }
        assumeTrue(installed, "shellcheck is not installed");
        assertThat(run(List.of("/usr/bin/shellcheck", script()), "").output()).isEmpty();
    }

    private static String decoded(JsonNode data, String key) {
        return new String(Base64.getDecoder().decode(data.path(key).asText("")), StandardCharsets.UTF_8);
    }

    private record Outcome(int status, String output, String errors) {}

    private Outcome run(String input, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", script()));
        command.addAll(List.of(options));
        return run(command, input);
    }

    private static String script() {
        return SuiteFacts.deploy("kubernetes/scaler-secret").toString();
    }

    private Outcome run(List<String> command, String input) throws IOException, InterruptedException {
        Path in = Files.writeString(folder.resolve("in"), input);
        Path out = folder.resolve("out");
        Path errors = folder.resolve("errors");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile());
        // The stand-in for kubectl, where a test has one.
        builder.environment().merge("PATH", folder.toString(), (path, first) -> first + ":" + path);
        return new Outcome(builder.start().waitFor(), Files.readString(out), Files.readString(errors));
    }
}
