package org.gaitsuite.deploy.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every answer of the threat model names a test, and that test is there. */
class ThreatModelTest {
    private static final Path ROOT =
            Objects.requireNonNull(Path.of("").toAbsolutePath().getParent(), "tests run in the module's folder");
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+)\\.(\\w+)`");

    @Test
    void everyAnswerHasItsTest() throws IOException {
        List<String> complaints = complaints(Files.readString(ROOT.resolve("docs/threat-model.md")));

        assertThat(complaints).isEmpty();
    }

    @Test
    void anAnswerWithoutATestOrWithOneThatIsNotThereIsFound() throws IOException {
        List<String> complaints = complaints("""
                | who, how | what stands in the way | test |
                |---|---|---|
                | **A kind** | | |
                | asks | nothing | |
                | asks | something | `ThreatModelTest.aMethodThatIsNotThere` |
                | asks | something | `NoSuchTest.at` |
                | asks | something | `ThreatModelTest.everyAnswerHasItsTest` |
                """);

        assertThat(complaints)
                .containsExactly(
                        "no test: asks", "no method aMethodThatIsNotThere in ThreatModelTest", "no class NoSuchTest");
    }

    private static List<String> complaints(String document) throws IOException {
        Map<String, Path> tests = tests();
        List<String> complaints = new ArrayList<>();
        for (String line : document.lines().toList()) {
            String[] cells = line.split("\\|", -1);
            boolean isAnswer = line.startsWith("| ")
                    && cells.length == 5
                    && !cells[1].strip().startsWith("**");
            if (!isAnswer || cells[3].strip().equals("test")) {
                continue;
            }
            Matcher named = NAMED.matcher(cells[3]);
            if (!named.find()) {
                complaints.add("no test: " + cells[1].strip());
                continue;
            }
            do {
                complain(complaints, tests, named.group(1), named.group(2));
            } while (named.find());
        }
        return complaints;
    }

    private static void complain(List<String> complaints, Map<String, Path> tests, String type, String method)
            throws IOException {
        Path file = tests.get(type + ".java");
        if (file == null) {
            complaints.add("no class " + type);
        } else if (!Files.readString(file).contains(" void " + method + "(")) {
            complaints.add("no method " + method + " in " + type);
        }
    }

    private static Map<String, Path> tests() throws IOException {
        List<Path> modules = Stream.of("gateway", "session-service", "analysis-service", "deploy")
                .map(ROOT::resolve)
                .toList();
        List<Path> files = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> found = Files.walk(module.resolve("src/test/java"))) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        // Of classes with one name in two modules any will do: the method decides.
        return files.stream()
                .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file, (one, other) -> one));
    }
}
