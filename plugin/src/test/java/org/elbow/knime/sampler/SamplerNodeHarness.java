package org.elbow.knime.sampler;

import static org.elbow.knime.TestTables.rows;
import static org.elbow.knime.TestTables.spec;

import java.util.List;
import java.util.stream.IntStream;

import org.elbow.data.ImageEncoding;
import org.elbow.knime.TestModels;
import org.elbow.knime.TestNode;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.table.PixelImage;
import org.elbow.knime.table.PngCodec;
import org.elbow.vae.LikelihoodFamily;
import org.junit.jupiter.api.BeforeEach;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.png.PNGImageCellFactory;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.port.PortObject;

/** The node with its settings, a model of mixed columns and one of images. */
abstract class SamplerNodeHarness {

    final VaeSamplerParameters parameters = new VaeSamplerParameters();

    final VaePortObject mixed = new VaePortObject(MixedModel.create());

    final VaePortObject images =
        new VaePortObject(TestModels.untrained(LikelihoodFamily.BERNOULLI, new ImageEncoding("img", 3, 2, 1)));

    @BeforeEach
    void fewWorkers() {
        TestNode.registerPortTypes();
        parameters.m_workers = 1;
    }

    TestNode node() throws InvalidSettingsException {
        return new TestNode(new VaeSamplerNodeFactory()).with(parameters);
    }

    BufferedDataTable run(final PortObject... inputs) throws Exception {
        return (BufferedDataTable)node().run(inputs)[0];
    }

    static List<String> names(final BufferedDataTable table) {
        return List.of(table.getDataTableSpec().getColumnNames());
    }

    /** The cells of a table without its Row IDs. */
    static List<List<DataCell>> cells(final BufferedDataTable table) {
        return rows(table).stream().map(row -> row.stream().toList()).toList();
    }

    static int[] intensities(final DataCell image) throws Exception {
        try (PngCodec png = new PngCodec()) {
            final PixelImage pixels = png.read(((PNGImageValue)image).getImageContent().getByteArray());
            return IntStream.range(0, pixels.intensities().length).map(i -> pixels.intensities()[i] & 0xff).toArray();
        }
    }

    static DataTableSpec images() {
        return spec("img", PNGImageCellFactory.TYPE);
    }
}
