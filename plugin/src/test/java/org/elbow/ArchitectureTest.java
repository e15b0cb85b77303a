package org.elbow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import java.util.List;
import java.util.stream.Stream;

import org.elbow.nn.Progress;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    /** One package per method, and one for exchange with DL4J: they know the layers below, and not each other. */
    private static final List<String> METHODS = List.of("org.elbow.hamiltonian", "org.elbow.novelty", "org.elbow.influence",
        "org.elbow.disentangle", "org.elbow.consistency", "org.elbow.explore", "org.elbow.dl4j");

    /** The packages from the lowest upwards; each may know those before it. */
    private static final List<String> LAYERS =
        Stream.of(List.of("org.elbow.nn", "org.elbow.data", "org.elbow.vae"), METHODS, List.of("org.elbow.knime"))
            .flatMap(List::stream).toList();

    private static final String[] ND4J = {"org.nd4j..", "org.deeplearning4j..", "org.bytedeco.."};

    private static JavaClasses elbow;

    @BeforeAll
    static void importClasses() {
        elbow = new ClassFileImporter().importUrl(Progress.class.getProtectionDomain().getCodeSource().getLocation());
    }

    @Test
    void eachLayerKnowsOnlyThoseBelow() {
        for (int layer = 0; layer < LAYERS.size(); layer++) {
            final String[] above =
                LAYERS.subList(layer + 1, LAYERS.size()).stream().map(name -> name + "..").toArray(String[]::new);
            if (above.length > 0) {
                noClasses().that().resideInAPackage(LAYERS.get(layer) + "..").should().dependOnClassesThat()
                    .resideInAnyPackage(above).allowEmptyShould(true).check(elbow);
            }
        }
    }

    @Test
    void methodsDoNotKnowEachOther() {
        for (final String method : METHODS) {
            final String[] others =
                METHODS.stream().filter(other -> !other.equals(method)).map(name -> name + "..").toArray(String[]::new);
            noClasses().that().resideInAPackage(method + "..").should().dependOnClassesThat().resideInAnyPackage(others)
                .allowEmptyShould(true).check(elbow);
        }
    }

    @Test
    void everyClassBelongsToALayer() {
        classes().that().resideInAPackage("org.elbow..").should()
            .resideInAnyPackage(LAYERS.stream().map(name -> name + "..").toArray(String[]::new)).check(elbow);
    }

    @Test
    void onlyTheUppermostLayerKnowsKnimeAndEclipse() {
        noClasses().that().resideOutsideOfPackage("org.elbow.knime..").should().dependOnClassesThat()
            .resideInAnyPackage("org.knime..", "org.eclipse..").check(elbow);
    }

    @Test
    void nothingKnowsTheStandInsOwnHelpers() {
        noClasses().that().resideInAPackage("org.elbow..").should().dependOnClassesThat()
            .resideInAPackage("org.elbow.offline..").check(elbow);
    }

    @Test
    void theNodesDoNotKnowNd4j() {
        noClasses().that().resideInAPackage("org.elbow.knime..").should().dependOnClassesThat()
            .resideInAnyPackage(ND4J).check(elbow);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.elbow.(**)").should().beFreeOfCycles().check(elbow);
    }

    @Test
    void nodesDoNotKnowEachOther() {
        slices()
            .matching("org.elbow.knime.(reader|file|generator|learner|apply|novelty|hamiltonian|consistency|influence|sampler)..")
            .should().notDependOnEachOther().check(elbow);
    }
}
