package org.gaitsuite.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the rooms of the gateway point one way. */
@AnalyzeClasses(packages = "org.gaitsuite", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("entrance")
            .definedBy("..gateway.entrance")
            .layer("proxy")
            .definedBy("..gateway.proxy")
            .layer("health")
            .definedBy("..gateway.health")
            .layer("page")
            .definedBy("..gateway.page")
            .layer("identity")
            .definedBy("..gateway.identity")
            .layer("upstream")
            .definedBy("..gateway.upstream")
            .layer("limit")
            .definedBy("..gateway.limit")
            .whereLayer("entrance")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("proxy")
            .mayOnlyBeAccessedByLayers("entrance")
            .whereLayer("health")
            .mayOnlyBeAccessedByLayers("entrance")
            .whereLayer("page")
            .mayOnlyBeAccessedByLayers("entrance")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("entrance", "proxy", "health")
            .whereLayer("limit")
            .mayOnlyBeAccessedByLayers("proxy")
            .whereLayer("upstream")
            .mayOnlyBeAccessedByLayers("entrance", "proxy", "health", "identity");

    @ArchTest
    static final ArchRule SOME_KNOW_NOBODY = noClasses()
            .that()
            .resideInAnyPackage("..gateway.problem", "..gateway.connection", "..gateway.tls")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "..gateway",
                    "..gateway.entrance",
                    "..gateway.proxy",
                    "..gateway.health",
                    "..gateway.page",
                    "..gateway.identity",
                    "..gateway.upstream");

    @ArchTest
    static final ArchRule NO_CIRCLES =
            slices().matching("org.gaitsuite.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule THE_GATEWAY_KNOWS_NO_OTHER_SERVICE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages("org.gaitsuite.session..", "org.gaitsuite.api..", "org.gaitsuite.analysis..");
}
