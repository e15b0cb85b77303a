package org.elbow.offline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortType;

class NodeLifeTest {

    private static final DataTableSpec SPEC = new DataTableSpec(new DataColumnSpecCreator("x", DoubleCell.TYPE).createSpec());

    /** A table's mean, an optional earlier one added. */
    private static class MeanNode extends NodeModel {

        String column = "x";

        MeanNode() {
            super(new PortType[]{BufferedDataTable.TYPE, MeanPortObject.TYPE_OPTIONAL}, new PortType[]{MeanPortObject.TYPE});
        }

        @Override
        protected PortObjectSpec[] configure(final PortObjectSpec[] in) throws InvalidSettingsException {
            if (!((DataTableSpec)in[0]).containsName(column)) {
                throw new InvalidSettingsException("No column \"" + column + "\".");
            }
            setWarningMessage(in[1] == null ? "Nothing to add." : null);
            return new PortObjectSpec[]{new MeanPortObjectSpec(column)};
        }

        @Override
        protected PortObject[] execute(final PortObject[] in, final ExecutionContext exec) throws Exception {
            final var table = (BufferedDataTable)in[0];
            var sum = 0.0;
            for (final var row : table) {
                sum += ((DoubleValue)row.getCell(0)).getDoubleValue();
                exec.checkCanceled();
            }
            return new PortObject[]{new MeanPortObject(new MeanPortObjectSpec(column), sum / table.size())};
        }

        @Override
        protected void saveSettingsTo(final NodeSettingsWO settings) {
            settings.addString("column", column);
        }

        @Override
        protected void validateSettings(final NodeSettingsRO settings) throws InvalidSettingsException {
            if (settings.getString("column").isEmpty()) {
                throw new InvalidSettingsException("Choose a column.");
            }
        }

        @Override
        protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) throws InvalidSettingsException {
            column = settings.getString("column");
        }

        @Override
        protected void reset() {
            column = "x";
        }

        @Override
        protected void loadInternals(final File folder, final ExecutionMonitor exec) {
        }

        @Override
        protected void saveInternals(final File folder, final ExecutionMonitor exec) {
        }
    }

    private static BufferedDataTable table(final double... values) {
        final var rows = new ArrayList<DefaultRow>();
        for (final var value : values) {
            rows.add(new DefaultRow("Row" + rows.size(), value));
        }
        return OfflineTables.table(SPEC, rows);
    }

    private static ExecutionContext context() {
        return new OfflineExecution().context();
    }

    @Test
    void aNodeGoesThroughItsLife() throws Exception {
        final var node = new MeanNode();
        assertArrayEquals(new PortType[]{BufferedDataTable.TYPE, MeanPortObject.TYPE}, OfflineNodes.inputs(node));
        assertTrue(OfflineNodes.inputs(node)[1].isOptional());
        assertArrayEquals(new PortType[]{MeanPortObject.TYPE}, OfflineNodes.outputs(node));

        final var settings = new NodeSettings("model");
        settings.addString("column", "");
        assertThrows(InvalidSettingsException.class, () -> OfflineNodes.validateAndLoad(node, settings));
        settings.addString("column", "x");
        OfflineNodes.validateAndLoad(node, settings);
        final var saved = new NodeSettings("model");
        OfflineNodes.saveSettings(node, saved);
        assertEquals(settings, saved);

        final var specs = OfflineNodes.configure(node, new PortObjectSpec[]{SPEC, null});
        assertEquals(List.of(new MeanPortObjectSpec("x")), List.of(specs));
        assertEquals("Nothing to add.", OfflineNodes.warning(node).getSummary());
        OfflineNodes.configure(node, new PortObjectSpec[]{SPEC, new MeanPortObjectSpec("x")});
        assertNull(OfflineNodes.warning(node));

        final var outputs = OfflineNodes.execute(node, new PortObject[]{table(1, 2, 6), null}, context());
        assertEquals("mean of x = 3.0", outputs[0].getSummary());
    }

    @Test
    void aTableOfWhichNothingIsKnownYetHasNoColumns() {
        final var refusal = assertThrows(InvalidSettingsException.class,
            () -> OfflineNodes.configure(new MeanNode(), new PortObjectSpec[]{null, null}));
        assertEquals("No column \"x\".", refusal.getMessage());
    }

    @Test
    void inputsOfTheWrongKindAreRefused() {
        final var node = new MeanNode();
        final var refusal = assertThrows(InvalidSettingsException.class,
            () -> OfflineNodes.configure(node, new PortObjectSpec[]{new MeanPortObjectSpec("x"), null}));
        assertTrue(refusal.getMessage().contains("port 0, expected: DataTableSpec, actual: MeanPortObjectSpec"));
        final var mean = new MeanPortObject(new MeanPortObjectSpec("x"), 1);
        assertThrows(IllegalStateException.class, () -> OfflineNodes.execute(node, new PortObject[]{mean, null}, context()));
        assertThrows(IllegalStateException.class, () -> OfflineNodes.execute(node, new PortObject[]{null, null}, context()));
    }

    @Test
    void outputsThatAreMissingOrOfTheWrongKindAreRefused() {
        for (final var outputs : new PortObject[][]{null, {}, {null}, {table(1)}}) {
            final var node = new MeanNode() {
                @Override
                protected PortObject[] execute(final PortObject[] in, final ExecutionContext exec) {
                    return outputs;
                }
            };
            assertThrows(IllegalStateException.class,
                () -> OfflineNodes.execute(node, new PortObject[]{table(1), null}, context()));
        }
    }

    @Test
    void aCanceledNodeStopsAtItsNextCheck() {
        final var execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class,
            () -> OfflineNodes.execute(new MeanNode(), new PortObject[]{table(1), null}, execution.context()));
    }

    @Test
    void aNodeThatDoesNotNoticeTheCancelIsStillCanceled() {
        final var execution = new OfflineExecution();
        execution.cancel();
        assertThrows(CanceledExecutionException.class,
            () -> OfflineNodes.execute(new TableNode(), new PortObject[]{table(1)}, execution.context()));
    }

    @Test
    void partsOfTheWorkFillTheirShareOfTheProgress() throws CanceledExecutionException {
        final var heard = new ArrayList<String>();
        final var context = new OfflineExecution((fraction, message) -> heard.add(fraction + " " + message)).context();
        context.setProgress(0.25, "whole");
        final var part = context.createSubProgress(0.5);
        part.setProgress(0.5, "part");
        part.setProgress(1.0, "end");
        context.createSilentSubProgress(0.25).setProgress(1, "unheard");
        context.setMessage("bye");
        context.setProgress(7);
        assertEquals(List.of("0.25 whole", "0.5 whole - part", "0.75 whole - end", "1.0 whole", "1.0 bye", "1.0 bye"), heard);
        assertThrows(IllegalArgumentException.class, () -> context.createSubProgress(1.5));
    }

    @Test
    void partsOfTheWorkStopWithTheWhole() throws CanceledExecutionException {
        final var execution = new OfflineExecution();
        final var part = execution.context().createSubExecutionContext(0.5).createSubProgress(0.5);
        part.checkCanceled();
        execution.cancel();
        assertThrows(CanceledExecutionException.class, part::checkCanceled);
        execution.context().createNonCancelableSubProgress().checkCanceled();
    }

    @Test
    void aNodeWithoutAnyRowsToShowGetsAWarning() throws Exception {
        final var node = new TableNode();
        OfflineNodes.execute(node, new PortObject[]{table()}, context());
        assertEquals("Node created an empty data table.", OfflineNodes.warning(node).getSummary());
        OfflineNodes.execute(node, new PortObject[]{table(1)}, context());
        assertNull(OfflineNodes.warning(node));
        node.warning = "Own words.";
        OfflineNodes.execute(node, new PortObject[]{table()}, context());
        assertEquals("Own words.", OfflineNodes.warning(node).getSummary());
    }

    /** Hands on its table, by the methods for tables. */
    private static final class TableNode extends NodeModel {

        private String warning;

        TableNode() {
            super(1, 1);
        }

        @Override
        protected DataTableSpec[] configure(final DataTableSpec[] in) {
            return in;
        }

        @Override
        protected BufferedDataTable[] execute(final BufferedDataTable[] in, final ExecutionContext exec) {
            setWarningMessage(warning);
            return in;
        }

        @Override
        protected void saveSettingsTo(final NodeSettingsWO settings) {
        }

        @Override
        protected void validateSettings(final NodeSettingsRO settings) {
        }

        @Override
        protected void loadValidatedSettingsFrom(final NodeSettingsRO settings) {
        }

        @Override
        protected void reset() {
        }

        @Override
        protected void loadInternals(final File folder, final ExecutionMonitor exec) {
        }

        @Override
        protected void saveInternals(final File folder, final ExecutionMonitor exec) {
        }
    }

    @Test
    void aNodeOfTablesIsConfiguredByTheirColumns() throws InvalidSettingsException {
        assertArrayEquals(new PortObjectSpec[]{SPEC}, OfflineNodes.configure(new TableNode(), new PortObjectSpec[]{SPEC}));
    }
}
