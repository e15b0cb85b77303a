package org.elbow.knime.generator;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.ElementType;
import org.elbow.data.Factor;
import org.elbow.data.FactorImages;
import org.elbow.data.FactorSample;
import org.elbow.knime.NodeTask;
import org.elbow.knime.table.ArrayCells;
import org.elbow.knime.table.ConstantColumn;
import org.elbow.knime.table.RowsBelow;
import org.elbow.nn.Progress;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.InvalidSettingsException;

/** Generated images as rows of a table. */
final class FactorImageRows {

    private static final int REPORT_EVERY = 64;

    /** The column that tells neighbourhoods apart. */
    static final String NEIGHBOURHOOD = "neighbourhood";

    private final FactorImageGeneratorParameters parameters;

    private final List<Factor> factors;

    private final ArrayCells cells;

    private final ConstantColumn constant;

    private final DataTableSpec spec;

    /**
     * @param parameters what to draw
     * @throws InvalidSettingsException if a setting is out of range, or the constant column's name is taken
     */
    FactorImageRows(final FactorImageGeneratorParameters parameters) throws InvalidSettingsException {
        this.parameters = parameters;
        parameters.validate();
        final FactorImages images = NodeTask.checked(parameters::images);
        factors = parameters.m_factorColumns ? images.factors() : List.of();
        final List<Integer> shape = images.channels() == 1 ? List.of(images.height(), images.width())
            : List.of(images.height(), images.width(), images.channels());
        cells = ArrayCells.of(shape, List.of(), ElementType.FLOAT32, parameters.m_representation.array(), false);
        constant = ConstantColumn.of(parameters.m_constantColumn, parameters.m_constantValue);
        final List<DataColumnSpec> columns = new ArrayList<>(cells.columns());
        for (final Factor factor : factors) {
            columns.add(new DataColumnSpecCreator(factor.name(), factor.labels().isEmpty() ? IntCell.TYPE : StringCell.TYPE)
                .createSpec());
        }
        if (parameters.m_selection == FactorSelection.NEIGHBOURHOODS) {
            columns.add(new DataColumnSpecCreator(NEIGHBOURHOOD, IntCell.TYPE).createSpec());
        }
        constant.appendTo(columns);
        spec = new DataTableSpec(columns.toArray(DataColumnSpec[]::new));
    }

    /** @return the columns of the rows drawn */
    DataTableSpec spec() {
        return spec;
    }

    /**
     * Draws the rows.
     *
     * @param output takes them
     * @param progress hears how many were drawn
     */
    void draw(final RowsBelow output, final Progress progress) {
        final FactorSample sample = parameters.sample();
        try (ArrayCells.Writer writer = cells.writer()) {
            final double[] elements = new double[sample.image().length];
            for (long count = 0; sample.next(); count++) {
                if (count % REPORT_EVERY == 0) {
                    progress.update((double)count / sample.count(), "Drawing image " + (count + 1) + " of " + sample.count());
                }
                final float[] image = sample.image();
                for (int i = 0; i < elements.length; i++) {
                    elements[i] = image[i];
                }
                final List<DataCell> row = new ArrayList<>(spec.getNumColumns());
                writer.addCells(elements, "image " + (count + 1), row);
                for (int f = 0; f < factors.size(); f++) {
                    row.add(factorCell(factors.get(f), sample.factorValues()[f]));
                }
                if (parameters.m_selection == FactorSelection.NEIGHBOURHOODS) {
                    row.add(new IntCell(sample.neighbourhood()));
                }
                constant.addCell(row);
                output.add(row.toArray(DataCell[]::new));
            }
        }
    }

    private static DataCell factorCell(final Factor factor, final int value) {
        return factor.labels().isEmpty() ? new IntCell(value) : new StringCell(factor.labels().get(value));
    }
}
