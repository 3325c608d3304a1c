package io.portallink;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.modulith.core.ApplicationModules;

/** The rooms of the house, and what each may use. */
class HouseTest {

    private static final String[] WITHOUT_PUBLIC_TYPES = {
        "io.portallink.easypost",
        "io.portallink.shipengine",
        "io.portallink.api",
        "io.portallink.browser",
        "io.portallink.sandbox",
        "io.portallink.tracing"
    };

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.portallink");

    @Test
    void modulesWhenVerifiedThenNoneUsesWhatItMayNot() {
        ApplicationModules.of(PortalLinkBrokerApplication.class).verify();
    }

    @Test
    void edgesAndConnectorsWhenLookedAtThenHaveNoPublicType() {
        classes()
                .that()
                .resideInAnyPackage(WITHOUT_PUBLIC_TYPES)
                .and()
                .areTopLevelClasses()
                .should()
                .notBePublic()
                .check(MAIN);
    }

    @Test
    void connectorsWhenLookedAtThenAreUsedByNobody() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.portallink.easypost", "io.portallink.shipengine")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.portallink.easypost", "io.portallink.shipengine")
                .check(MAIN);
    }

    @Test
    void httpClientWhenLookedAtThenIsUsedInOneRoomOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.portallink.upstream")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(MAIN);
    }

    /** A stream of rows holds its connection until somebody closes it, and the pool has few. */
    @Test
    void rowsWhenReadThenAreNeverAStream() {
        noClasses()
                .should()
                .callMethod(JdbcClient.MappedQuerySpec.class, "stream")
                .check(MAIN);
    }

    @Test
    void timeWhenAskedForThenComesFromTheInjectedClock() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(PortalLinkBrokerApplication.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .check(MAIN);
    }

    @Test
    void beansWhenMadeThenTakeWhatTheyNeedInTheConstructor() {
        fields().should().notBeAnnotatedWith(Autowired.class).check(MAIN);
        fields().that()
                .areStatic()
                .and()
                .arePublic()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .allowEmptyShould(true)
                .check(MAIN);
    }
}
