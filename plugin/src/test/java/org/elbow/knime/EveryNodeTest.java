package org.elbow.knime;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;

import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.apply.VaeFileApplyNodeFactory;
import org.elbow.knime.consistency.ConsistencyScorerNodeFactory;
import org.elbow.knime.disentangle.DisentanglementMetricNodeFactory;
import org.elbow.knime.file.VaeReaderNodeFactory;
import org.elbow.knime.file.VaeWriterNodeFactory;
import org.elbow.knime.generator.FactorImageGeneratorNodeFactory;
import org.elbow.knime.hamiltonian.HvaeSamplerNodeFactory;
import org.elbow.knime.influence.InfluenceRankerNodeFactory;
import org.elbow.knime.learner.VaeLearnerNodeFactory;
import org.elbow.knime.novelty.OodScorerNodeFactory;
import org.elbow.knime.orders.OrderTableGeneratorNodeFactory;
import org.elbow.knime.reader.ArrayReaderNodeFactory;
import org.elbow.knime.sampler.VaeSamplerNodeFactory;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.ui.DialogCheck;
import org.elbow.offline.ui.NodeAccess;
import org.elbow.offline.ui.NodeFacts;
import org.elbow.offline.ui.OfflineParametersInput;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.Label;

class EveryNodeTest {

    @BeforeAll
    static void registerPortTypes() {
        TestNode.registerPortTypes();
    }

    static Stream<DefaultNodeFactory> factories() {
        TestNode.registerPortTypes();
        return Stream.of(new ArrayReaderNodeFactory(), new FactorImageGeneratorNodeFactory(), new VaeLearnerNodeFactory(),
            new VaeApplyNodeFactory(), new OodScorerNodeFactory(), new HvaeSamplerNodeFactory(),
            new ConsistencyScorerNodeFactory(), new InfluenceRankerNodeFactory(),
            new DisentanglementMetricNodeFactory(), new OrderTableGeneratorNodeFactory(), new VaeSamplerNodeFactory(),
            new VaeWriterNodeFactory(), new VaeReaderNodeFactory(), new VaeFileApplyNodeFactory());
    }

    @Test
    void allNodesAndOnlyTheyAreRegistered() throws IOException {
        final Path here = Path.of("plugin.xml");
        final String plugin = Files.readString(Files.exists(here) ? here : Path.of("plugin", "plugin.xml"));
        factories().forEach(factory -> assertTrue(
            plugin.contains("factory-class=\"" + factory.getClass().getName() + "\""), factory.getClass().getName()));
        assertEquals(factories().count(), plugin.split("factory-class=").length - 1);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void loadsItsDefaultsFromEmptySettings(final DefaultNodeFactory factory) throws InvalidSettingsException {
        final NodeModel fresh = factory.createNodeModel();
        final NodeSettings defaults = new NodeSettings("model");
        OfflineNodes.saveSettings(fresh, defaults);
        final NodeModel loaded = factory.createNodeModel();
        OfflineNodes.validateAndLoad(loaded, new NodeSettings("model"));
        assertEquals(text(defaults), text(saved(loaded)));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void savesWhatItLoaded(final DefaultNodeFactory factory) throws InvalidSettingsException {
        final NodeSettings first = saved(factory.createNodeModel());
        final NodeModel loaded = factory.createNodeModel();
        OfflineNodes.validateAndLoad(loaded, first);
        assertEquals(text(first), text(saved(loaded)));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void loadsTheDefaultOfAnySettingThatIsAbsent(final DefaultNodeFactory factory) throws InvalidSettingsException {
        final String complete = text(saved(factory.createNodeModel()));
        for (final String key : saved(factory.createNodeModel()).keySet()) {
            final NodeSettings partial = new NodeSettings("model");
            // an unrelated key, so that the settings are not taken for those of a fresh node
            partial.addString("unrelated", "x");
            final NodeSettings all = saved(factory.createNodeModel());
            all.keySet().stream().filter(other -> !other.equals(key)).forEach(other -> partial.addEntry(all.getEntry(other)));
            final NodeModel loaded = factory.createNodeModel();
            OfflineNodes.validateAndLoad(loaded, partial);
            assertEquals(complete, text(saved(loaded)), "without " + key);
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void hasACompleteDescription(final DefaultNodeFactory factory) {
        final NodeFacts facts = NodeAccess.factsOf(factory);
        assertFalse(facts.shortDescription().isBlank());
        assertTrue(facts.fullDescription().length() > 300, "a description of some paragraphs");
        assertFalse(facts.keywords().isEmpty());
        final List<NodeFacts.Port> ports = new ArrayList<>(facts.inputs());
        ports.addAll(facts.outputs());
        ports.forEach(port -> assertFalse(port.name().isBlank() || port.description().isBlank(), port.toString()));
        assertEquals(ports.size(), ports.stream().map(NodeFacts.Port::name).distinct().count(), "names of ports are unique");
        assertEquals("5.8.0", facts.sinceVersion());
        assertWellFormed(facts.shortDescription());
        assertWellFormed(facts.fullDescription());
        ports.forEach(port -> assertWellFormed(port.description()));
        facts.viewDescription().ifPresent(EveryNodeTest::assertWellFormed);
        facts.links().forEach(link -> assertTrue(link.href().startsWith("https://"), link.href()));
    }

    /** KNIME puts descriptions into an XML document. */
    private static void assertWellFormed(final String description) {
        final String document = "<d>" + description + "</d>";
        assertDoesNotThrow(() -> DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8))), description);
    }

    @ParameterizedTest
    @MethodSource("factories")
    void explainsEverySetting(final DefaultNodeFactory factory) {
        for (final Field field : fields(factory)) {
            final Widget widget = field.getAnnotation(Widget.class);
            assertNotNull(widget, field.toString());
            assertFalse(widget.title().isBlank(), field.toString());
            assertTrue(widget.description().strip().length() > 10, field.toString());
            assertTrue(field.getName().startsWith("m_"), field.toString());
            assertWellFormed(widget.description());
            if (field.getType().isEnum()) {
                for (final Field constant : field.getType().getFields()) {
                    final Label label = constant.getAnnotation(Label.class);
                    assertNotNull(label, constant.toString());
                    assertFalse(label.value().isBlank() || label.description().isBlank(), constant.toString());
                    assertWellFormed(label.description());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("factories")
    void opensItsDialogWithAndWithoutInputs(final DefaultNodeFactory factory) {
        final Class<? extends NodeParameters> type = NodeAccess.factsOf(factory).parametersClass().orElseThrow();
        final NodeModel model = factory.createNodeModel();
        final PortType[] inputs = OfflineNodes.inputs(model);
        final PortObjectSpec[] tables = new PortObjectSpec[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            tables[i] = BufferedDataTable.class.equals(inputs[i].getPortObjectClass())
                ? TestTables.spec("x", DoubleCell.TYPE, "s", StringCell.TYPE) : null;
        }
        for (final PortObjectSpec[] specs : List.of(tables, new PortObjectSpec[inputs.length])) {
            assertEquals(List.of(),
                DialogCheck.faults(type, new OfflineParametersInput(inputs, OfflineNodes.outputs(model), specs)));
        }
    }

    private static List<Field> fields(final DefaultNodeFactory factory) {
        return fields(NodeAccess.factsOf(factory).parametersClass().orElseThrow()).toList();
    }

    /** The settings, those of groups in their group's place. */
    private static Stream<Field> fields(final Class<?> type) {
        assertTrue(type.isAnnotationPresent(LoadDefaultsForAbsentFields.class), type.toString());
        return Stream.of(type.getDeclaredFields()).filter(field -> !Modifier.isStatic(field.getModifiers()))
            .flatMap(field -> field.getType().getName().startsWith("org.elbow.")
                && NodeParameters.class.isAssignableFrom(field.getType()) ? fields(field.getType()) : Stream.of(field));
    }

    @ParameterizedTest
    @MethodSource("factories")
    void hasAnIconOfSixteenPixels(final DefaultNodeFactory factory) throws IOException {
        final var stream = factory.getClass().getResourceAsStream(NodeAccess.factsOf(factory).icon());
        assertNotNull(stream, "the icon lies beside the factory");
        final var icon = ImageIO.read(stream);
        assertEquals(16, icon.getWidth());
        assertEquals(16, icon.getHeight());
    }

    private static NodeSettings saved(final NodeModel model) {
        final NodeSettings settings = new NodeSettings("model");
        OfflineNodes.saveSettings(model, settings);
        return settings;
    }

    private static String text(final NodeSettings settings) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            settings.saveToXML(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
