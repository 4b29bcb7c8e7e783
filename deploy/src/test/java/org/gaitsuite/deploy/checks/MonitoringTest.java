package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dashboard and alerts speak of metrics that there are, and each alert of a place in the runbook. */
class MonitoringTest {
    private static final Path DASHBOARD = SuiteFacts.deploy("monitoring/grafana-dashboard.json");
    private static final Path ALERTS = SuiteFacts.deploy("monitoring/prometheus-alerts.yaml");
    private static final Path AZURE_ALERTS = SuiteFacts.deploy("azure/modules/alerts.bicep");
    private static final Path RUNBOOK = SuiteFacts.deploy("monitoring/runbook.md");

    /** Made by Prometheus itself or by Micrometer's own binders, which the services use unchanged. */
    private static final Set<String> OF_THE_PLATFORM = Set.of(
            "up",
            "http_server_requests_seconds",
            "process_cpu_usage",
            "process_start_time_seconds",
            "jvm_memory_used_bytes",
            "jvm_memory_max_bytes");

    /** What analysis-service says of the queue, each minute. */
    private static final List<String> REPORT = List.of("Queue waiting=12 running=3 oldest_seconds=45 dead_letters=2");

    private static final Pattern MADE = Pattern.compile("\"(gait\\.[a-z.]+)\"");
    private static final Pattern ASKED =
            Pattern.compile("\\b((?:gait|http|process|jvm|system)_[a-z_]+|up)\\b(?=[{\\[) ]|$)");

    @Test
    void dashboardAsksForMetricsThatThereAre() throws IOException {
        List<String> expressions = new ObjectMapper()
                .readTree(DASHBOARD.toFile()).findValues("expr").stream()
                        .map(JsonNode::asText)
                        .toList();

        assertThat(expressions).hasSizeGreaterThan(20);
        assertThat(unknown(expressions)).isEmpty();
    }

    @Test
    void alertsAskForMetricsThatThereAre() throws IOException {
        List<String> expressions = matches(Pattern.compile("(?m)^ +expr: '(.+)'$"), ALERTS);

        assertThat(expressions).hasSizeGreaterThan(10);
        assertThat(unknown(expressions)).isEmpty();
    }

    @Test
    void aMetricThatNobodyMakesIsCaught() throws IOException {
        assertThat(unknown(List.of("max(gait_queue_depht)", "sum(rate(gait_jobs_ended_total[5m]))")))
                .containsExactly("gait_queue_depht");
    }

    @Test
    void everyAlertLeadsToAPlaceInTheRunbook() throws IOException {
        Set<String> places = Set.copyOf(matches(Pattern.compile("(?m)^### (.+)$"), RUNBOOK));
        List<String> ofPrometheus = matches(Pattern.compile("runbook_url: deploy/monitoring/runbook.md#(.+)"), ALERTS);
        List<String> ofAzure = matches(Pattern.compile("(?m)^ +name: '([a-z]+-[a-z-]+|probe)'$"), AZURE_ALERTS);

        assertThat(ofPrometheus).hasSameSizeAs(matches(Pattern.compile("- alert: (\\w+)"), ALERTS));
        assertThat(ofAzure).hasSizeGreaterThan(20);
        assertThat(places).containsAll(ofPrometheus).containsAll(ofAzure);
    }

    @Test
    void alertsOnLogsFindWhatTheServicesSay() {
        linesAreFound(read(AZURE_ALERTS));
        linesAreFound(read(SuiteFacts.deploy("azure/modules/dashboard.bicep")), REPORT);
        // How the services put it.
        assertThat(read(SuiteFacts.root().resolve("analysis-service/src/main/java/org/gaitsuite/job/Dependency.java")))
                .contains("\"%s is away since %d s: %s\"");
        assertThat(read(SuiteFacts.root().resolve("analysis-service/src/main/java/org/gaitsuite/job/JobRoom.java")))
                .contains("new Dependency(\"redis\"", "new Dependency(\"sql\"");
        assertThat(read(SuiteFacts.root().resolve("analysis-service/src/main/java/org/gaitsuite/job/QueueLog.java")))
                .contains('"' + REPORT.getFirst().replaceAll("\\d+", "%d") + '"');
        Path sessions = SuiteFacts.root().resolve("session-service/src/main/java/org/gaitsuite/session");
        assertThat(read(sessions.resolve("outage/Outage.java"))).contains("\"%s cannot be used since %d s: %s\"");
        assertThat(read(sessions.resolve("redis/RedisLink.java"))).contains("\"Redis \" + address");
        assertThat(read(sessions.resolve("sql/Database.java"))).contains("\"SQL store \" + ");
    }

    @Test
    void anAlertThatLooksForAnotherWordIsCaught() {
        assertThatThrownBy(() -> linesAreFound(read(AZURE_ALERTS).replace("oldest_seconds=", "oldest=")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> linesAreFound(read(AZURE_ALERTS).replace("redis is away", "Redis is away")))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void everyPlatformSaysWhereItsLogsAre() throws IOException {
        JsonNode tables = new ObjectMapper()
                .readTree(SuiteFacts.deploy("azure/modules/log-lines.json").toFile());

        assertThat(tables.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("aks", "appservice", "containerapps", "machines");
        assertThat(tables)
                .allSatisfy(table ->
                        assertThat(table.asText()).matches("\\w+ .*project TimeGenerated, source = \\w+, line = .+"));
    }

    private static void linesAreFound(String file) {
        linesAreFound(
                file,
                List.of(
                        REPORT.getFirst(),
                        "redis is away since 90 s: refused",
                        "Redis rediss://gait:10000 cannot be used since 91 s: refused",
                        "sql is away since 92 s: refused",
                        "SQL store jdbc:sqlserver://gait:1433;databaseName=accounts cannot be used since 93 s: refused"));
    }

    /** Every number of the lines is found by a pattern of the file, and every pattern finds one. */
    private static void linesAreFound(String file, List<String> lines) {
        Set<String> patterns = Pattern.compile("extract\\(\"([^\"]+)\", 1, line")
                .matcher(file)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
        Set<String> found = new TreeSet<>();
        for (String pattern : patterns) {
            List<String> here = lines.stream()
                    .flatMap(line -> Pattern.compile(pattern).matcher(line).results())
                    .map(match -> match.group(1))
                    .toList();
            assertThat(here).as(pattern).isNotEmpty();
            found.addAll(here);
        }
        assertThat(found)
                .containsAll(Pattern.compile("(?<==|since )\\d+")
                        .matcher(String.join("\n", lines))
                        .results()
                        .map(match -> match.group())
                        .toList());
    }

    @Test
    void prometheusUnderstandsTheAlerts(@TempDir Path folder) throws IOException {
        String missed =
                "promtool is not installed: the expressions of alerts are not parsed (Debian package prometheus)";
        if (!ProgramRun.isInstalled("promtool")) {
            System.out.println(missed);
        }
        assumeTrue(ProgramRun.isInstalled("promtool"), missed);
        Path planted = Files.writeString(
                folder.resolve("planted.yaml"),
                Files.readString(ALERTS).replace("max(gait_dead_letters) > 0", "max(gait_dead_letters > 0"));

        assertThat(rules(ALERTS).succeeded()).as(rules(ALERTS).said()).isTrue();
        assertThat(rules(planted).succeeded()).isFalse();
    }

    private static ProgramRun rules(Path file) {
        return ProgramRun.of(SuiteFacts.root(), List.of("promtool", "check", "rules", file.toString()));
    }

    private static Set<String> unknown(List<String> expressions) throws IOException {
        Set<String> made = madeByTheCode();
        Set<String> unknown = new TreeSet<>();
        for (String expression : expressions) {
            // Names stand outside of selectors and of lists of labels.
            String bare = expression.replaceAll("\\{[^}]*}", "{}").replaceAll("\\bby \\([^)]*\\)", "");
            Matcher name = ASKED.matcher(bare);
            while (name.find()) {
                String family = name.group(1).replaceFirst("_(count|sum|max|total)$", "");
                boolean known = Stream.of(name.group(1), family, family.replaceFirst("_seconds$", ""))
                        .anyMatch(one -> made.contains(one) || OF_THE_PLATFORM.contains(one));
                if (!known) {
                    unknown.add(name.group(1));
                }
            }
        }
        return unknown;
    }

    private static Set<String> madeByTheCode() throws IOException {
        Set<String> made = new TreeSet<>();
        for (String service : SuiteFacts.SERVICES) {
            try (Stream<Path> files =
                    Files.walk(SuiteFacts.root().resolve(service).resolve("src/main/java"))) {
                made.addAll(files.filter(file -> file.toString().endsWith(".java"))
                        .map(MonitoringTest::read)
                        .filter(source -> source.contains("io.micrometer"))
                        .flatMap(source -> MADE.matcher(source).results())
                        .map(found -> found.group(1).replace('.', '_'))
                        .collect(Collectors.toSet()));
            }
        }
        return made;
    }

    private static List<String> matches(Pattern pattern, Path file) {
        return pattern.matcher(read(file))
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
