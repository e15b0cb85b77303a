package org.elbow.knime.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.offline.OfflineExecution;
import org.elbow.offline.PortObjectStreams;
import org.elbow.vae.OldModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.vector.doublevector.DoubleVectorCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.nd4j.shade.jackson.databind.JsonNode;

/** Models that earlier versions left in workflows load and work. */
class OldPortObjectsTest {

    @BeforeAll
    static void registerPortTypes() {
        TestNode.registerPortTypes();
    }

    private static VaePortObject load(final String name) throws Exception {
        try (InputStream spec = OldModel.open(name + ".spec.zip"); InputStream object = OldModel.open(name + ".portobject.zip")) {
            return PortObjectStreams.loadObject(VaePortObject.class, PortObjectStreams.loadSpec(VaePortObjectSpec.class, spec),
                object, new OfflineExecution().context());
        }
    }

    @ParameterizedTest
    @MethodSource("org.elbow.vae.OldModel#portObjects")
    void anOldPortObjectIsTheModelOfTheFile(final String name) throws Exception {
        final OldModel old = OldModel.of(name);
        final VaePortObject port = load(name);
        assertEquals(old.results().get("summary").textValue(), port.getSummary());
        assertEquals(old.read().encoding(), port.model().encoding());
        assertEquals(old.read().record(), port.model().record());
        assertNotNull(port.getViews());
        final VaePortObjectSpec today = VaePortObjectSpec.of(port.model());
        assertTrue(FeatureColumns.areAlike(today.columns(), port.getSpec().columns()));
        assertEquals(today.latent(), port.getSpec().latent());
        assertEquals(today.likelihood(), port.getSpec().likelihood());
        assertEquals(today.objective(), port.getSpec().objective());
        assertEquals(today.checkpoints(), port.getSpec().checkpoints());
    }

    @Test
    void anOldModelEncodesColumnsAsItDidThen() throws Exception {
        final OldModel old = OldModel.of("mixed-columns");
        final BufferedDataTable applied =
            (BufferedDataTable)new TestNode(new VaeApplyNodeFactory()).run(load("mixed-columns"), table(old.results()))[0];
        final int code = 6; // behind the columns that went in
        final float[][] means = old.matrix("mean");
        int row = 0;
        try (var iterator = applied.iterator()) {
            while (iterator.hasNext()) {
                final DataRow cells = iterator.next();
                for (int i = 0; i < 2; i++) {
                    assertEquals(means[row][i], ((DoubleValue)cells.getCell(code + i)).getDoubleValue(), 1e-5);
                }
                row++;
            }
        }
        assertEquals(means.length, row);
    }

    private static BufferedDataTable table(final JsonNode results) throws IOException {
        final DataTableSpec spec = TestTables.spec("age", DoubleCell.TYPE, "price", DoubleCell.TYPE, "profile",
            DoubleVectorCellFactory.TYPE, "colour", StringCell.TYPE, "kind", StringCell.TYPE, "raw", DoubleCell.TYPE);
        final List<DataCell[]> rows = new ArrayList<>();
        for (final JsonNode row : results.get("table")) {
            final DataCell[] cells = new DataCell[spec.getNumColumns()];
            for (int c = 0; c < cells.length; c++) {
                cells[c] = cell(row.get(spec.getColumnSpec(c).getName()));
            }
            rows.add(cells);
        }
        return TestTables.table(spec, rows.toArray(DataCell[][]::new));
    }

    private static DataCell cell(final JsonNode value) {
        if (value.isArray()) {
            final double[] vector = new double[value.size()];
            java.util.Arrays.setAll(vector, i -> value.get(i).doubleValue());
            return DoubleVectorCellFactory.createCell(vector);
        }
        return value.isNull() ? DataType.getMissingCell()
            : value.isTextual() ? new StringCell(value.textValue()) : new DoubleCell(value.doubleValue());
    }
}
