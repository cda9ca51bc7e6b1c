package org.selfsame;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.GeneralCodingRules;
import org.junit.jupiter.api.Test;

/// Holds the rooms of core to docs/architecture.md: an arrow only points down.
class ArchitectureTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("org.selfsame");

    @Test
    void roomsUseOnlyWhatIsBelow() {
        Architectures.layeredArchitecture().consideringOnlyDependenciesInAnyPackage("org.selfsame..")
                .layer("task").definedBy("org.selfsame.task..")
                .layer("content").definedBy("org.selfsame.content..")
                .layer("tree").definedBy("org.selfsame.tree..")
                .layer("parts").definedBy("org.selfsame.parts..")
                .layer("partition").definedBy("org.selfsame.partition..")
                .layer("codec").definedBy("org.selfsame.codec..")
                .layer("host").definedBy("org.selfsame.host..")
                .layer("format").definedBy("org.selfsame.format..")
                .layer("pack").definedBy("org.selfsame.pack..")
                .layer("iuk").definedBy("org.selfsame.iuk..")
                .layer("trust").definedBy("org.selfsame.trust..")
                .layer("normalize").definedBy("org.selfsame.normalize..")
                .layer("compare").definedBy("org.selfsame.compare..")
                .layer("verify").definedBy("org.selfsame.verify..")
                .layer("words").definedBy("org.selfsame.words..")
                .layer("report").definedBy("org.selfsame.report..")
                .layer("process").definedBy("org.selfsame.process..")
                .layer("store").definedBy("org.selfsame.store..")
                .layer("recipe").definedBy("org.selfsame.recipe..")
                .layer("apt").definedBy("org.selfsame.apt..")
                .layer("sandbox").definedBy("org.selfsame.sandbox..")
                .layer("build").definedBy("org.selfsame.build..")
                .layer("sample").definedBy("org.selfsame.sample..")
                .whereLayer("task").mayNotAccessAnyLayer()
                .whereLayer("content").mayOnlyAccessLayers("task")
                .whereLayer("tree").mayOnlyAccessLayers("task", "content")
                .whereLayer("parts").mayOnlyAccessLayers("task", "content", "tree")
                .whereLayer("partition").mayNotAccessAnyLayer()
                .whereLayer("codec").mayOnlyAccessLayers("task", "content")
                .whereLayer("host").mayOnlyAccessLayers("task", "content", "tree")
                .whereLayer("format").mayOnlyAccessLayers("task", "content", "tree", "parts", "codec", "partition")
                .whereLayer("pack").mayOnlyAccessLayers("task", "content", "tree", "codec", "host", "format",
                        "partition")
                .whereLayer("iuk").mayOnlyAccessLayers("task", "content", "tree", "host", "format")
                .whereLayer("trust").mayOnlyAccessLayers("task", "content")
                .whereLayer("normalize").mayOnlyAccessLayers("task", "content", "tree", "codec", "host", "format")
                .whereLayer("compare").mayOnlyAccessLayers("task", "content", "tree", "codec", "format")
                .whereLayer("verify").mayOnlyAccessLayers("task", "content", "tree", "format", "trust", "compare")
                .whereLayer("words").mayOnlyAccessLayers("task", "content", "tree", "format", "trust", "store", "apt",
                        "compare", "verify")
                .whereLayer("report").mayOnlyAccessLayers("task", "content", "tree", "format", "trust", "store", "apt",
                        "compare", "verify", "words")
                .whereLayer("process").mayOnlyAccessLayers("task")
                .whereLayer("store").mayOnlyAccessLayers("task", "content", "tree", "host")
                .whereLayer("recipe").mayOnlyAccessLayers("task", "content", "tree", "host", "format", "trust")
                .whereLayer("apt").mayOnlyAccessLayers("task", "content", "tree", "codec", "host", "format", "trust",
                        "process", "store", "recipe")
                .whereLayer("sandbox").mayOnlyAccessLayers("task", "content", "tree", "codec", "host", "format",
                        "process", "store")
                .whereLayer("sample").mayNotBeAccessedByAnyLayer()
                .because("everything is a tree of entries over content, built from the bottom up").check(CORE);
    }

    @Test
    void formatsDoNotKnowEachOther() {
        slices().matching("org.selfsame.format.(*)..").should().notDependOnEachOther()
                .because("a new format is one package and one line in the list").check(CORE);
    }

    @Test
    void engineIsHeadless() {
        noClasses().that().resideInAPackage("org.selfsame..").should().dependOnClassesThat(
                resideInAnyPackage("javafx..", "java.awt..", "javax.swing..", "picocli..", "org.selfsame.app.."))
                .because("window and command line are two front doors to the same engine").check(CORE);
    }

    @Test
    void engineHasNoNetwork() {
        noClasses().should().dependOnClassesThat(resideInAnyPackage("java.net.http..", "javax.net..")).orShould()
                .dependOnClassesThat().haveNameMatching("java\\.net\\.(Socket|ServerSocket|URL|URLConnection|Inet.*)")
                .because("verifying needs no network, and nothing is fetched").check(CORE);
    }

    @Test
    void engineIsSilent() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
                .because("core returns typed results; a front door shows them").check(CORE);
        noClasses().should().callMethod(System.class, "exit", int.class)
                .because("only a front door may end the program").check(CORE);
    }

    @Test
    void engineWritesNumbersAlikeInEveryLanguage() {
        noClasses().should().callMethod(String.class, "formatted", Object[].class).orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .because("some languages have digits of their own, and what is written is read by programs")
                .check(CORE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes().that(resideOutsideOfPackage("org.selfsame").and(DescribedPredicates.TOP_LEVEL))
                .should(DescribedPredicates.BE_IN_A_NULL_MARKED_PACKAGE)
                .because("null is checked at compile time only where the package says so").check(CORE);
    }
}
