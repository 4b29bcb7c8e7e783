package org.gaitsuite.session;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Arrows between rooms point down only. */
@AnalyzeClasses(packages = "org.gaitsuite.session", importOptions = ImportOption.DoNotIncludeTests.class)
class PackageArrowsTest {
    @ArchTest
    static final ArchRule ROOMS_KNOW_ONLY_WHAT_IS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.gaitsuite..")
            .layer("api")
            .definedBy("..session.api..")
            .layer("health")
            .definedBy("..session.health..")
            .layer("oidc")
            .definedBy("..session.oidc..")
            .layer("identity")
            .definedBy("..session.identity..")
            .layer("login")
            .definedBy("..session.login..")
            .layer("security")
            .definedBy("..session.security..")
            .layer("token")
            .definedBy("..session.token..")
            .layer("account")
            .definedBy("..session.account..")
            .layer("redis")
            .definedBy("..session.redis..")
            .layer("sql")
            .definedBy("..session.sql..")
            .layer("refusal")
            .definedBy("..session.refusal..")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("health")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("oidc")
            .mayOnlyBeAccessedByLayers("api", "health")
            .whereLayer("identity")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("login")
            .mayOnlyBeAccessedByLayers("api", "health", "identity", "oidc")
            .whereLayer("security")
            .mayOnlyBeAccessedByLayers("api", "login", "oidc")
            .whereLayer("token")
            .mayOnlyBeAccessedByLayers("api", "identity", "login", "oidc", "security")
            .whereLayer("account")
            .mayOnlyBeAccessedByLayers("api", "identity", "login", "token", "oidc")
            .whereLayer("redis")
            .mayOnlyBeAccessedByLayers("api", "health", "login")
            .whereLayer("sql")
            .mayOnlyBeAccessedByLayers("api", "health", "token", "account");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.gaitsuite.session.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ONLY_THE_EDGE_KNOWS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage("..session.api..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.ws.rs..", "io.vertx.core.http..", "org.jboss.resteasy..");

    @ArchTest
    static final ArchRule ONLY_ONE_ROOM_KNOWS_THE_PROVIDER = noClasses()
            .that()
            .resideOutsideOfPackage("..session.oidc..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus.oidc..");

    @ArchTest
    static final ArchRule ONLY_SQL_KNOWS_THE_POOL_AND_THE_MIGRATIONS = noClasses()
            .that()
            .resideOutsideOfPackage("..session.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.agroal..", "liquibase..", "javax.sql..");
}
