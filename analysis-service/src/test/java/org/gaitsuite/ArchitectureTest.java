package org.gaitsuite;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the arrows between the rooms of this service: each room knows those listed beside it and what lies below them. */
class ArchitectureTest {
    private static final String ROOT = "org.gaitsuite.";

    private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(Map.ofEntries(
            Map.entry("gait", Set.of()),
            Map.entry("c3d", Set.of()),
            Map.entry("video", Set.of()),
            Map.entry("person", Set.of("gait")),
            Map.entry("download", Set.of()),
            Map.entry("pose", Set.of("download", "video", "person", "gait")),
            Map.entry("recording", Set.of("gait", "person", "c3d")),
            Map.entry("phantom", Set.of("gait", "pose", "video")),
            Map.entry("export", Set.of("recording", "person", "gait", "video", "c3d")),
            Map.entry("storage", Set.of()),
            Map.entry("departure", Set.of()),
            Map.entry("redis", Set.of()),
            Map.entry("trail", Set.of()),
            Map.entry("identity", Set.of()),
            Map.entry("eviction", Set.of("departure")),
            Map.entry("analysis", Set.of("video", "pose", "recording", "gait")),
            Map.entry("computation", Set.of("analysis", "export")),
            Map.entry("audit", Set.of()),
            Map.entry("job", Set.of("analysis", "computation", "storage", "audit", "departure", "redis")),
            Map.entry("api", Set.of("job", "storage", "export", "audit", "computation")),
            Map.entry("launch", Set.of("cli", "computation")),
            Map.entry(
                    "cli",
                    Set.of("analysis", "computation", "export", "storage", "phantom", "pose", "video", "gait"))));

    private static JavaClasses classes;

    @BeforeAll
    static void readClasses() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.gaitsuite");
    }

    @TestFactory
    Stream<DynamicTest> eachRoomKnowsOnlyTheRoomsBelowIt() {
        return MAY_KNOW.entrySet().stream()
                .map(room -> DynamicTest.dynamicTest(
                        room.getKey() + " knows " + (room.getValue().isEmpty() ? "no other room" : room.getValue()),
                        () -> rule(room.getKey(), room.getValue()).check(classes)));
    }

    private static ArchRule rule(String room, Set<String> allowed) {
        List<String> known = new ArrayList<>(List.of(ROOT + room + ".."));
        below(allowed).forEach(other -> known.add(ROOT + other + ".."));
        return noClasses()
                .that(resideInAPackage(ROOT + room + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAPackage("org.gaitsuite..").and(not(resideInAnyPackage(known.toArray(String[]::new)))))
                .allowEmptyShould(true);
    }

    /** Who talks to a room meets the types that room talks in, so what lies below a known room is known too. */
    private static Set<String> below(Set<String> rooms) {
        Set<String> all = new TreeSet<>(rooms);
        rooms.forEach(room -> all.addAll(below(MAY_KNOW.getOrDefault(room, Set.of()))));
        return all;
    }

    @Test
    void gaitIsPlainJava() {
        classes()
                .that(resideInAPackage(ROOT + "gait.."))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(ROOT + "gait..", "java..", "org.jspecify.."))
                .check(classes);
        noClasses()
                .that(resideInAPackage(ROOT + "gait.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.io..", "java.nio..", "java.net..")
                        .and(not(serialisationOfExceptions())))
                .check(classes);
    }

    /** Throwable is Serializable, which lives beside files. */
    private static DescribedPredicate<JavaClass> serialisationOfExceptions() {
        return equivalentTo(Serializable.class);
    }

    @Test
    void everyClassLivesInARoom() {
        List<String> homeless = classes.stream()
                .map(javaClass -> javaClass.getPackageName())
                .filter(name ->
                        MAY_KNOW.keySet().stream().noneMatch(room -> (name + ".").startsWith(ROOT + room + ".")))
                .distinct()
                .sorted()
                .toList();
        assertThat(homeless)
                .as("packages without a room; list them in MAY_KNOW")
                .isEmpty();
    }

    /** Whoever reads the sources finds one statement that adds to the audit trail, one that ends its retention, and none that changes it. */
    @Test
    void theAuditTrailIsOnlyEverAddedTo() throws IOException {
        List<String> touching = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "main"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher statement = Pattern.compile(
                                "(?i)(insert into|update|delete from|merge into|truncate table)\\s+audit_events")
                        .matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
                while (statement.find()) {
                    touching.add(file.getFileName() + " " + statement.group(1));
                }
            }
        }
        assertThat(touching).containsExactlyInAnyOrder("AuditTrail.java INSERT INTO", "AuditTrail.java DELETE FROM");
    }
}
