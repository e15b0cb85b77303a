package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.elbow.offline.ApiSignatures.Member;
import org.elbow.offline.ApiSignatures.Type;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeModel;
import org.knime.node.DefaultNodeFactory;

/**
 * What compiles against the offline API bundles has to compile and link against KNIME: every class and member that they
 * declare in KNIME's packages has to stand in KNIME's own list of signatures.
 */
class KnimeApiConformanceTest {

    private static final Path SIGNATURES =
        SampleFiles.find("elbow.knime.signatures", "shared/knime-api/signatures-5.12.txt");

    /** Newer than the oldest version of KNIME that the plug-in runs in. */
    private static final Set<String> TOO_NEW = Set.of("org.knime.node.parameters.widget.choices.SuggestionsProvider",
        "org.knime.node.DefaultModel$ConfigureInput#getPortsConfiguration",
        "org.knime.node.DefaultModel$ExecuteInput#getPortsConfiguration");

    private static final String TOO_NEW_CLASS = "SubParameters";

    /** Interfaces that a plug-in implements: here an abstract method that is left out would be missing in KNIME. */
    private static final Set<String> IMPLEMENTED_BY_PLUGINS = Set.of("org.knime.core.node.port.PortObject",
        "org.knime.core.node.port.PortObjectSpec", "org.knime.core.data.DataRow", "org.knime.core.data.DataTable",
        "org.knime.core.data.DataValue", "org.knime.core.data.container.CellFactory",
        "org.knime.node.parameters.NodeParameters", "org.knime.node.parameters.persistence.NodeParametersPersistor",
        "org.knime.node.parameters.updates.StateProvider", "org.knime.node.parameters.updates.EffectPredicateProvider",
        "org.knime.node.parameters.updates.ValueReference", "org.knime.node.parameters.updates.ParameterReference",
        "org.knime.node.parameters.widget.choices.ColumnChoicesProvider",
        "org.knime.node.parameters.widget.choices.StringChoicesProvider",
        "org.knime.node.parameters.widget.choices.EnumChoicesProvider");

    private static String signatures() throws IOException {
        assumeTrue(Files.isRegularFile(SIGNATURES), "KNIME's signatures are not at " + SIGNATURES
            + " (system property elbow.knime.signatures), so the offline API is not compared with them.");
        return Files.readString(SIGNATURES);
    }

    private static List<Type> offlineTypes() throws IOException {
        final var types = new ArrayList<Type>();
        for (final var type : List.of(NodeModel.class, DefaultNodeFactory.class)) {
            types.addAll(ApiSignatures.ofClassesBeside(type, "org.knime.").accessible());
        }
        return types;
    }

    private static List<String> deviations(final List<Type> offline, final ApiSignatures knime) {
        return offline.stream().flatMap(type -> deviations(type, knime)).toList();
    }

    private static Stream<String> deviations(final Type type, final ApiSignatures knime) {
        final var original = knime.get(type.name());
        if (original == null) {
            return Stream.of(type.name() + ": KNIME has no such class");
        }
        final var found = new ArrayList<String>();
        if (!original.declaration().equals(type.declaration())) {
            found.add(type.name() + ": declared as \"" + type.declaration() + "\", in KNIME \"" + original.declaration() + "\"");
        }
        final var originalSuperTypes = knime.allSuperTypes(type.name());
        type.superTypes().stream().filter(s -> !originalSuperTypes.contains(s))
            .forEach(s -> found.add(type.name() + ": is no " + s + " in KNIME"));
        final var members = within(type, knime);
        final var originalMembers = within(original, knime);
        type.members().stream().filter(m -> !originalMembers.contains(m.within(knime)) && !type.isBridge(m))
            .forEach(m -> found.add(type.name() + ": KNIME has no \"" + m + "\""));
        if (IMPLEMENTED_BY_PLUGINS.contains(type.name()) || type.declaration().startsWith("public abstract class")) {
            originalMembers.stream().filter(m -> m.isAbstract() && !members.contains(m))
                .forEach(m -> found.add(type.name() + ": lacks KNIME's \"" + m + "\", which sub-classes have to implement"));
        }
        return found.stream();
    }

    private static Set<Member> within(final Type type, final ApiSignatures knime) {
        return type.members().stream().map(m -> m.within(knime)).collect(Collectors.toSet());
    }

    @Test
    void everyDeclaredSignatureIsOneOfKnimes() throws IOException {
        final var deviations = deviations(offlineTypes(), ApiSignatures.of(signatures()));
        assertTrue(deviations.isEmpty(), () -> deviations.size() + " deviations:\n" + String.join("\n", deviations));
    }

    @Test
    void bothBundlesAreCompared() throws IOException {
        final var names = offlineTypes().stream().map(Type::name).toList();
        assertTrue(names.containsAll(List.of("org.knime.core.data.DataTableSpec", "org.knime.node.DefaultModel$ConfigureInput")),
            names::toString);
        assertTrue(memberNames().toList().contains("org.knime.node.DefaultModel$ConfigureInput#getInTableSpec"));
    }

    private static Stream<String> memberNames() throws IOException {
        return offlineTypes().stream().flatMap(t -> t.members().stream().map(m -> t.name() + "#" + m.name()));
    }

    @Test
    void nothingIsDeclaredThatTheOldestSupportedKnimeLacks() throws IOException {
        final var found = Stream.concat(offlineTypes().stream().map(Type::name), memberNames())
            .filter(n -> TOO_NEW.contains(n) || n.endsWith("." + TOO_NEW_CLASS)).toList();
        assertEquals(List.of(), found);
    }

    @Test
    void aChangedSignatureIsReported() throws IOException {
        final var changes = List.of(//
            List.of("public int getNumColumns();", "public long getNumColumns();"), //
            List.of("protected abstract void saveSettingsTo(org.knime.core.node.NodeSettingsWO);",
                "protected void saveSettingsTo(org.knime.core.node.NodeSettingsWO);"), //
            List.of("public void checkCanceled() throws org.knime.core.node.CanceledExecutionException;",
                "public void checkCanceled();"), //
            List.of("public final class org.knime.core.data.DataTableSpec ", "public class org.knime.core.data.DataTableSpec "), //
            List.of("implements org.knime.core.data.DataTable,org.knime.core.node.port.PortObject {",
                "implements org.knime.core.data.DataTable {"));
        final var signatures = signatures();
        final var offline = offlineTypes();
        for (final var change : changes) {
            assertTrue(signatures.contains(change.get(0)), () -> "KNIME's list no longer holds " + change.get(0));
            final var deviations = deviations(offline, ApiSignatures.of(signatures.replace(change.get(0), change.get(1))));
            assertFalse(deviations.isEmpty(), () -> "not noticed: " + change);
        }
    }
}
