package org.elbow.offline.parameters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.offline.OfflineExecution;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.OfflineTables;
import org.elbow.offline.ui.NodeAccess;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.container.ColumnRearranger;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.message.Message;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;

/** The life of a node that is put together by the fluent API. */
class DefaultNodeTest {

    static final class Guessing implements NodeParameters {
        @Widget(title = "Column", description = "The column.")
        String m_column = "none";
        int m_size = 1;

        Guessing() {
        }

        Guessing(final NodeParametersInput input) {
            m_column = input.getInTableSpec(0).map(spec -> spec.getColumnSpec(0).getName()).orElse("unconnected");
        }

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_size < 1) {
                throw new InvalidSettingsException("The size is " + m_size + " but must be at least 1.");
            }
        }
    }

    /** What the node under test saw. */
    private static final List<Object> SEEN = new ArrayList<>();

    public static final class Looking extends DefaultNodeFactory {
        public Looking() {
            super(DefaultNode.create().name("Looking").icon("./looking.png").shortDescription("Looks.")
                .fullDescription("Looks around.").sinceVersion(5, 8, 0)
                .ports(p -> p.addInputTable("Table", "Data")
                    .addInputPort("More", "More data", BufferedDataTable.TYPE_OPTIONAL).addOutputTable("Same", "The data"))
                .model(m -> m.parametersClass(Guessing.class).configure((in, out) -> {
                    final Guessing parameters = in.getParameters();
                    SEEN.clear();
                    SEEN.add(parameters.m_column);
                    SEEN.add(in.getInTableSpec(1));
                    out.setOutSpecs(in.getInTableSpec(0));
                    out.setWarningMessage("configured");
                }).execute((in, out) -> {
                    if (in.getInTable(0).size() == 0) {
                        throw KNIMEException.of(Message.fromSummary("The table is empty."));
                    }
                    out.setInternalData(in.getInTable(0));
                    out.setOutData(0, in.getInTable(0));
                }))
                .addView(v -> v.parametersClass(Guessing.class).description("Shows the size.")
                    .page(p -> p.fromString(() -> "<html></html>").relativePath("index.html"))
                    .initialData(d -> d.data(in -> {
                        final Guessing parameters = in.getParameters();
                        return Map.of(parameters.m_column, in.getInternalTables()[0].size());
                    })))
                .nodeType(NodeType.Visualizer).keywords("look", "see")
                .addExternalResource("https://www.example.org", "More"));
        }
    }

    public static final class Removing extends DefaultNodeFactory {
        public Removing() {
            super(DefaultNode.create().name("Removing").icon("./removing.png").shortDescription("Removes.")
                .fullDescription("Removes the first column.").sinceVersion(5, 8, 0)
                .ports(p -> p.addInputTable("Table", "Data").addOutputTable("Less", "Without it"))
                .model(m -> m.withoutParameters().rearrangeColumns((in, out) -> {
                    if (in.getDataTableSpec().getNumColumns() == 0) {
                        throw new InvalidSettingsException("There is no column.");
                    }
                    final var columns = new ColumnRearranger(in.getDataTableSpec());
                    columns.remove(0);
                    out.setColumnRearranger(columns);
                })));
        }
    }

    private static final DataTableSpec SPEC =
        new DataTableSpec(new String[]{"x", "y"}, new DataType[]{DoubleCell.TYPE, DoubleCell.TYPE});

    private static BufferedDataTable table(final int rows) {
        final List<DefaultRow> data = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            data.add(new DefaultRow("Row" + i, new DoubleCell(i), new DoubleCell(-i)));
        }
        return OfflineTables.table(SPEC, data);
    }

    private static PortObjectSpec[] specs() {
        return new PortObjectSpec[]{SPEC, null};
    }

    @Test
    void parametersThatWereNeverSetAreGuessedFromTheInput() throws InvalidSettingsException {
        OfflineNodes.configure(new Looking().createNodeModel(), specs());
        assertEquals("x", SEEN.get(0));
    }

    @Test
    void emptySettingsLeaveTheParametersToBeGuessed() throws InvalidSettingsException {
        final var model = new Looking().createNodeModel();
        OfflineNodes.validateAndLoad(model, new NodeSettings("model"));
        OfflineNodes.configure(model, specs());
        assertEquals("x", SEEN.get(0));
    }

    @Test
    void parametersThatWereLoadedAreUsed() throws InvalidSettingsException {
        final var model = new Looking().createNodeModel();
        final var settings = new NodeSettings("model");
        settings.addString("column", "y");
        settings.addInt("size", 2);
        OfflineNodes.validateAndLoad(model, settings);
        OfflineNodes.configure(model, specs());
        assertEquals("y", SEEN.get(0));
        final var saved = new NodeSettings("model");
        OfflineNodes.saveSettings(model, saved);
        assertEquals(settings, saved);
    }

    @Test
    void aNodeThatWasNeverConfiguredSavesItsDefaults() throws InvalidSettingsException {
        final var saved = new NodeSettings("model");
        OfflineNodes.saveSettings(new Looking().createNodeModel(), saved);
        assertEquals("none", saved.getString("column"));
    }

    @Test
    void parametersAreValidatedWhenTheyAreLoaded() {
        final var settings = new NodeSettings("model");
        settings.addString("column", "y");
        settings.addInt("size", 0);
        final var message = assertThrows(InvalidSettingsException.class,
            () -> OfflineNodes.validateAndLoad(new Looking().createNodeModel(), settings)).getMessage();
        assertEquals("The size is 0 but must be at least 1.", message);
    }

    @Test
    void anOptionalInputThatIsNotConnectedIsNull() throws Exception {
        final var model = new Looking().createNodeModel();
        assertSame(SPEC, OfflineNodes.configure(model, specs())[0]);
        assertNull(SEEN.get(1));
        assertTrue(OfflineNodes.inputs(model)[1].isOptional());
        final var table = table(2);
        assertSame(table,
            OfflineNodes.execute(model, new PortObject[]{table, null}, new OfflineExecution().context())[0]);
    }

    @Test
    void warningsReachTheUser() throws InvalidSettingsException {
        final var model = new Looking().createNodeModel();
        OfflineNodes.configure(model, specs());
        assertEquals("configured", OfflineNodes.warning(model).getSummary());
    }

    @Test
    void whatTheNodeSaysOfAFailureReachesTheUser() throws InvalidSettingsException {
        final var model = new Looking().createNodeModel();
        OfflineNodes.configure(model, specs());
        final var message = assertThrows(KNIMEException.class,
            () -> OfflineNodes.execute(model, new PortObject[]{table(0), null}, new OfflineExecution().context()))
            .getMessage();
        assertEquals("The table is empty.", message);
    }

    @Test
    void aViewSeesItsParametersAndWhatTheExecutionLeft() throws Exception {
        final var factory = new Looking();
        final var model = factory.createNodeModel();
        OfflineNodes.configure(model, specs());
        OfflineNodes.execute(model, new PortObject[]{table(3), null}, new OfflineExecution().context());
        assertEquals("{\"x\":3}", NodeAccess.viewOf(factory, model, null).orElseThrow().initialData().orElseThrow());
        final var settings = new NodeSettings("view");
        settings.addString("column", "chosen");
        settings.addInt("size", 1);
        assertEquals("{\"chosen\":3}",
            NodeAccess.viewOf(factory, model, settings).orElseThrow().initialData().orElseThrow());
    }

    @Test
    void aNodeWithoutViewHasNone() throws IOException, InvalidSettingsException {
        final var factory = new Removing();
        assertFalse(factory.hasNodeView());
        assertTrue(NodeAccess.viewOf(factory, factory.createNodeModel(), null).isEmpty());
    }

    @Test
    void rearrangedColumnsAreAnnouncedAndMade() throws Exception {
        final var model = new Removing().createNodeModel();
        final var announced = (DataTableSpec)OfflineNodes.configure(model, new PortObjectSpec[]{SPEC})[0];
        assertEquals(List.of("y"), List.of(announced.getColumnNames()));
        final var made = (BufferedDataTable)OfflineNodes.execute(model, new PortObject[]{table(2)},
            new OfflineExecution().context())[0];
        assertTrue(made.getDataTableSpec().equalStructure(announced));
        assertEquals(2, made.size());
    }

    @Test
    void aNodeSaysWhatItIs() {
        final var description = OfflineNodes.description(new Looking());
        assertEquals("Looking", description.getNodeName());
        assertEquals("More data", description.getInportDescription(1));
        assertEquals("Same", description.getOutportName(0));
        assertEquals(NodeType.Visualizer, description.getType());
        assertEquals(List.of("look", "see"), List.of(description.getKeywords()));
        assertEquals("5.8.0", description.getSinceVersion().orElseThrow().toString());
        assertEquals("https://www.example.org", description.getLinks().get(0).getTarget());
        assertEquals("Column", description.getDialogOptionGroups().get(0).getOptions().get(0).getName());
        assertEquals("Shows the size.", description.getInteractiveViewDescription().orElseThrow());
    }

    @Test
    void namesOfPortsMustDifferAcrossInputsAndOutputs() {
        final RequirePorts ports = DefaultNode.create().name("Two").icon("./two.png").shortDescription("Two.")
            .fullDescription("Two.").sinceVersion(5, 8, 0);
        final var message = assertThrows(IllegalArgumentException.class,
            () -> ports.ports(p -> p.addInputTable("Data", "In").addOutputTable("Data", "Out"))).getMessage();
        assertTrue(message.contains("\"Data\""), message);
    }
}
