package org.selfsame.app.window;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What keeps the window thin.
class WindowArchitectureTest {
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.selfsame.app");

    @Test
    void modelsKnowNoNodes() {
        noClasses().that().haveSimpleNameEndingWith("Model").or().haveSimpleName("VerifyFlow").should()
                .dependOnClassesThat(resideInAPackage("javafx.scene..").or(resideInAPackage("javafx.stage..")))
                .because("a model is tested without a window").check(APP);
    }

    @Test
    void desktopIsReachedThroughOnePackage() {
        noClasses().that().resideOutsideOfPackages("org.selfsame.app.window.desktop..", "org.selfsame.app.window")
                .should().dependOnClassesThat(resideInAPackage("javafx.stage..")
                        .or(JavaClass.Predicates
                                .assignableTo("javafx.application.HostServices")))
                .because("dialogs and the browser throw on a headless platform").check(APP);
    }

    @Test
    void commandsNeedNoWindow() {
        noClasses().that().resideInAPackage("org.selfsame.app.cli..").should()
                .dependOnClassesThat(resideInAPackage("javafx..").or(resideInAPackage("org.selfsame.app.window..")))
                .because("a command runs without a display or native libraries").check(APP);
    }

    @Test
    void widgetsServeScreensAndNotTheOtherWayRound() {
        classes().that().resideInAPackage("org.selfsame.app.window.widget..").should().onlyDependOnClassesThat(
                resideInAPackage("org.selfsame.app.window.widget..").or(DescribedPredicate
                        .not(resideInAPackage("org.selfsame.app.."))))
                .because("what screens share knows no screen").check(APP);
    }
}
