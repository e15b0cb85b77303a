package org.elbow.knime.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.explore.CodeSequence;
import org.elbow.explore.JacobianColumns;
import org.elbow.knime.table.ReconstructedColumns;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * Columns of the decoder's Jacobian, a row for each code and dimension. Numbers and vectors become derivatives in the column's
 * own unit per unit of the code; categories the derivatives of their probabilities; images shades of grey, with zero in the
 * middle and one scale for all rows.
 */
final class JacobianTable {

    /** The intensity that stands for no change. */
    private static final int ZERO = 128;

    /** How far the intensities go from there, either way. */
    private static final int SHADES = 127;

    private final SamplerColumns columns;

    private final VaeModel model;

    private final CodeSequence centres;

    private final int[] dimensions;

    JacobianTable(final SamplerColumns columns, final VaeModel model, final CodeSequence centres, final int[] dimensions) {
        this.columns = columns;
        this.model = model;
        this.centres = centres;
        this.dimensions = dimensions;
    }

    /**
     * @param exec of the node
     * @param keys of the rows that the codes are of; {@code null} if it is the prior's mean
     * @param view is given the first rows
     * @param progress hears how far the work has come
     * @return the table
     */
    BufferedDataTable create(final ExecutionContext exec, final IntFunction<String> keys, final SamplerView view,
        final Progress progress) {
        final double[] scales = scales(progress.part(0, 0.5));
        final BufferedDataContainer container = exec.createDataContainer(columns.spec());
        try (ReconstructedColumns derivatives = new ReconstructedColumns(plain())) {
            final float[] scaled = new float[model.encoding().width()];
            JacobianColumns.forEach(model, centres, dimensions, progress.part(scales.length == 0 ? 0 : 0.5, 1),
                (centre, dimension, code, derivative) -> {
                    final RowLabels.Label label = label(keys == null ? null : keys.apply(centre), dimension + 1, derivative,
                        scales);
                    final DataCell[] cells = SamplesTable.cells(columns, label, code);
                    scale(derivative, scales, scaled);
                    derivatives.decode(scaled, cells, columns.features());
                    container.addRowToTable(new DefaultRow(label.key(), cells));
                    view.add(label, cells);
                });
        } finally {
            container.close();
        }
        return container.getTable();
    }

    private static RowLabels.Label label(final String centre, final int dimension, final float[] derivative,
        final double[] scales) {
        final List<DataCell> cells = new ArrayList<>();
        if (centre != null) {
            cells.add(new StringCell(centre));
        }
        cells.add(new IntCell(dimension));
        cells.add(ReconstructedColumns.number(JacobianColumns.absoluteNorm(derivative)));
        cells.add(ReconstructedColumns.number(JacobianColumns.euclideanNorm(derivative)));
        Arrays.stream(scales).forEach(scale -> cells.add(new DoubleCell(scale)));
        final String place = "z" + dimension;
        return new RowLabels.Label(centre == null ? place : centre + " " + place, centre == null ? "Prior mean" : centre, place,
            cells.toArray(DataCell[]::new));
    }

    /** The largest derivative of each image column, over all codes and dimensions. */
    private double[] scales(final Progress progress) {
        final List<ColumnEncoding> encodings = model.encoding().columns();
        final int[] images = java.util.stream.IntStream.range(0, encodings.size())
            .filter(c -> encodings.get(c) instanceof ImageEncoding).toArray();
        final double[] scales = new double[images.length];
        if (images.length > 0) {
            JacobianColumns.forEach(model, centres, dimensions, progress, (centre, dimension, code, derivative) -> {
                for (int i = 0; i < images.length; i++) {
                    final int offset = model.encoding().offset(images[i]);
                    for (int f = offset; f < offset + encodings.get(images[i]).width(); f++) {
                        scales[i] = Math.max(scales[i], Float.isFinite(derivative[f]) ? Math.abs(derivative[f]) : 0);
                    }
                }
            });
        }
        return scales;
    }

    /** Sets {@code scaled} to what {@link #plain} turns into the cells of a derivative. */
    private void scale(final float[] derivative, final double[] scales, final float[] scaled) {
        int offset = 0;
        int next = 0;
        int image = 0;
        for (final ColumnEncoding column : model.encoding().columns()) {
            final double unit = column instanceof NumericEncoding number ? number.scale()
                : column instanceof VectorEncoding vector ? vector.scale() : 1;
            final double largest = column instanceof ImageEncoding ? scales[image++] : 0;
            // what stands for unknown values has no column
            final int width = column instanceof NominalEncoding nominal ? nominal.categories().size() : column.width();
            for (int f = offset; f < offset + width; f++) {
                scaled[next++] = column instanceof ImageEncoding
                    ? (float)((ZERO + (largest == 0 ? 0 : SHADES * derivative[f] / largest)) / 255)
                    : (float)(derivative[f] * unit);
            }
            offset += column.width();
        }
    }

    /** An encoding that takes features as they stand, with a number for each category. */
    private FeatureEncoding plain() {
        final List<ColumnEncoding> plain = new ArrayList<>();
        for (final ColumnEncoding column : model.encoding().columns()) {
            if (column instanceof VectorEncoding vector) {
                final VectorEncoding elements = new VectorEncoding(vector.column(), vector.length(), Scaling.NONE, 0, 1);
                plain.add(vector.list() ? elements.asListOf(NumberType.DOUBLE) : elements);
            } else if (column instanceof NominalEncoding nominal) {
                nominal.categories().forEach(category -> plain.add(number(plain.size())));
            } else {
                plain.add(column instanceof ImageEncoding ? column : number(plain.size()));
            }
        }
        return new FeatureEncoding(plain);
    }

    /** A column of numbers, whose name nobody sees, but which must be no other's. */
    private NumericEncoding number(final int index) {
        String name = String.valueOf(index);
        while (model.encoding().indexOf(name) >= 0) {
            name += "'";
        }
        return new NumericEncoding(name, Scaling.NONE, 0, 1, Double.NaN);
    }
}
