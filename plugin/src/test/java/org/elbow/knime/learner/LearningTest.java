package org.elbow.knime.learner;

import static org.elbow.knime.TestTables.column;
import static org.elbow.knime.TestTables.image;
import static org.elbow.knime.TestTables.keys;
import static org.elbow.knime.TestTables.spec;
import static org.elbow.knime.TestTables.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

import org.elbow.knime.TestNode;
import org.elbow.knime.TestTables;
import org.elbow.knime.apply.VaeApplyNodeFactory;
import org.elbow.knime.novelty.OodScorerNodeFactory;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.offline.OfflineNodes;
import org.elbow.offline.OfflineTables;
import org.junit.jupiter.api.BeforeEach;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.NodeSettings;
import org.knime.core.node.port.PortObject;

/** Learns, applies and scores with small models, for tests of the Learner's settings. */
abstract class LearningTest {

    final VaeLearnerParameters parameters = new VaeLearnerParameters();

    @BeforeEach
    void keepItSmall() {
        TestNode.registerPortTypes();
        parameters.m_hiddenLayers = "8";
        parameters.m_latent = 2;
        parameters.m_epochs = 2;
        parameters.m_batchSize = 16;
        parameters.m_workers = 1;
    }

    VaePortObject learn(final BufferedDataTable table) throws Exception {
        return (VaePortObject)new TestNode(new VaeLearnerNodeFactory()).with(parameters).run(table)[0];
    }

    String refusal(final BufferedDataTable table) {
        return assertThrows(KNIMEException.class, () -> learn(table)).getMessage();
    }

    String configureRefusal(final BufferedDataTable table) {
        return assertThrows(InvalidSettingsException.class, () -> new TestNode(new VaeLearnerNodeFactory()).with(parameters)
            .configure(table.getDataTableSpec())).getMessage();
    }

    static BufferedDataTable apply(final VaePortObject model, final BufferedDataTable table) throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("workers", 1);
        final TestNode node = new TestNode(new VaeApplyNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), settings);
        return (BufferedDataTable)node.run(model, table)[0];
    }

    static BufferedDataTable score(final VaePortObject model, final BufferedDataTable table) throws Exception {
        final NodeSettings settings = new NodeSettings("model");
        settings.addInt("workers", 1);
        settings.addInt("iterations", 5);
        settings.addInt("importanceSamples", 5);
        final TestNode node = new TestNode(new OodScorerNodeFactory());
        OfflineNodes.validateAndLoad(node.model(), settings);
        final PortObject[] inputs = new PortObject[OfflineNodes.inputs(node.model()).length];
        inputs[0] = model;
        inputs[1] = table;
        return (BufferedDataTable)node.run(inputs)[0];
    }

    /** The model explains every row of the table, by numbers that are there and that a probability can have. */
    static BufferedDataTable requireUsable(final VaePortObject model, final BufferedDataTable table) throws Exception {
        final BufferedDataTable applied = apply(model, table);
        assertEquals(keys(table), keys(applied));
        for (final String name : List.of("Code 1", "ELBO", "Expected log-likelihood", "KL")) {
            assertTrue(column(applied, name).stream().noneMatch(DataCell::isMissing), name);
        }
        final BufferedDataTable scored = score(model, table);
        for (final String name : List.of("Likelihood regret", "Negative log-likelihood")) {
            assertTrue(column(scored, name).stream().noneMatch(DataCell::isMissing), name);
        }
        return applied;
    }

    /** Images with a bright square somewhere. */
    static BufferedDataTable images(final int rows, final int width, final int height, final int channels) {
        final SplittableRandom random = new SplittableRandom(3);
        final DataCell[][] cells = new DataCell[rows][];
        for (int row = 0; row < rows; row++) {
            final int[] intensities = new int[width * height * channels];
            final int left = random.nextInt(width / 2);
            final int top = random.nextInt(height / 2);
            for (int y = top; y < top + height / 2; y++) {
                for (int x = left; x < left + width / 2; x++) {
                    for (int c = 0; c < channels; c++) {
                        intensities[(y * width + x) * channels + c] = 255 - 60 * c;
                    }
                }
            }
            cells[row] = new DataCell[] {image(width, channels, intensities)};
        }
        return table(spec("picture", PNGImageCellFactory.TYPE), cells);
    }

    static DataCell text(final String value) {
        return value == null ? DataType.getMissingCell() : new StringCell(value);
    }

    /** Fruit: colour and weight go with the kind, the names are all different. */
    static BufferedDataTable fruit(final int rows) {
        final SplittableRandom random = new SplittableRandom(7);
        final DataCell[][] cells = new DataCell[rows][];
        for (int row = 0; row < rows; row++) {
            final int kind = random.nextInt(3);
            cells[row] = new DataCell[] {text(List.of("plum", "apple", "banana").get(kind)),
                new DoubleCell(40 + 60 * kind + random.nextGaussian()), text(List.of("blue", "green", "yellow").get(kind)),
                BooleanCell.get(kind == 0), text("fruit " + row)};
        }
        return withDomains(table(spec("kind", StringCell.TYPE, "weight", DoubleCell.TYPE, "colour", StringCell.TYPE, "stone",
            BooleanCell.TYPE, "name", StringCell.TYPE), cells));
    }

    /** The table with the values of its string columns in their domains, as far as KNIME keeps them: up to 60. */
    static BufferedDataTable withDomains(final BufferedDataTable table) {
        final List<DataColumnSpec> columns = new ArrayList<>();
        for (final DataColumnSpec column : table.getDataTableSpec()) {
            final DataColumnSpecCreator creator = new DataColumnSpecCreator(column);
            if (column.getType().equals(StringCell.TYPE)) {
                final Set<DataCell> values = new LinkedHashSet<>(column(table, column.getName()));
                values.removeIf(DataCell::isMissing);
                creator.setDomain(new DataColumnDomainCreator(values.size() > 60 ? null : values).createDomain());
            }
            columns.add(creator.createSpec());
        }
        return OfflineTables.table(new DataTableSpec(columns.toArray(DataColumnSpec[]::new)), TestTables.rows(table));
    }

    static List<String> columns(final VaePortObject model) {
        return model.getSpec().columns().stream().map(FeatureColumn::name).toList();
    }
}
