package org.elbow.consistency;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;

/**
 * Random changes of a row that leave its meaning as it is, column by column: images are turned, shifted, enlarged or mirrored,
 * numbers and elements of vectors get noise, and they and nominal values are masked or swapped with another row's. Features stay
 * within what their likelihood allows. May be used by several threads at once.
 */
public final class RowTransformation implements Transformation {

    /** A column's features, which change by themselves or, if nominal, together. */
    private record Part(int offset, int width, boolean nominal, boolean discrete, ImageTransformation image) {
    }

    private final List<Part> parts = new ArrayList<>();

    private final ValueChanges changes;

    private final FeatureMatrix rows;

    private final float[] means;

    private final float[] deviations;

    private final boolean[] bounded;

    /**
     * @param encoding how the features came about
     * @param likelihood the distribution of a row; tells which features must stay within [0, 1]
     * @param rows where means, spreads and swapped values are taken from, [rows, features], at least one row; not changed, and
     *            not to be closed while the transformation is in use
     * @param images how images are changed
     * @param changes how other values are changed
     * @throws IllegalArgumentException if the widths differ or there is no row
     */
    public RowTransformation(final FeatureEncoding encoding, final LikelihoodSpec likelihood, final FeatureMatrix rows,
        final ImageChanges images, final ValueChanges changes) {
        if (rows.columns() != encoding.width() || rows.columns() != likelihood.features() || rows.rows() == 0) {
            throw new IllegalArgumentException("There are " + rows.rows() + " rows of " + rows.columns() + " features, the "
                + "columns give " + encoding.width() + ", and the likelihood covers " + likelihood.features() + ".");
        }
        this.rows = rows;
        this.changes = changes;
        means = new float[rows.columns()];
        deviations = new float[rows.columns()];
        bounded = bounded(likelihood);
        int offset = 0;
        for (final ColumnEncoding column : encoding.columns()) {
            final boolean nominal = column instanceof NominalEncoding;
            parts.add(new Part(offset, column.width(), nominal, nominal || isBoolean(column),
                column instanceof ImageEncoding image ? new ImageTransformation(image, images) : null));
            offset += column.width();
        }
        measure();
    }

    private static boolean[] bounded(final LikelihoodSpec likelihood) {
        final boolean[] bounded = new boolean[likelihood.features()];
        int from = 0;
        for (final LikelihoodSpec.Group group : likelihood.groups()) {
            java.util.Arrays.fill(bounded, from, from + group.features(), group.family() != LikelihoodFamily.GAUSSIAN);
            from += group.features();
        }
        return bounded;
    }

    private void measure() {
        final double[] mean = new double[means.length];
        final double[] squares = new double[means.length];
        final float[] row = new float[means.length];
        for (int i = 0; i < rows.rows(); i++) {
            rows.getRow(i, row, 0);
            for (int f = 0; f < row.length; f++) {
                final double delta = row[f] - mean[f];
                mean[f] += delta / (i + 1);
                squares[f] += delta * (row[f] - mean[f]);
            }
        }
        for (int f = 0; f < means.length; f++) {
            means[f] = (float)mean[f];
            deviations[f] = (float)Math.sqrt(squares[f] / rows.rows());
        }
    }

    @Override
    public void apply(final float[] row, final float[] target, final SplittableRandom random) {
        for (final Part part : parts) {
            if (part.image() != null) {
                part.image().apply(row, target, part.offset(), random);
            } else {
                final int width = part.nominal() ? part.width() : 1;
                for (int f = part.offset(); f < part.offset() + part.width(); f += width) {
                    change(row, target, f, width, part.discrete(), random);
                }
            }
        }
    }

    private static boolean isBoolean(final ColumnEncoding column) {
        return column instanceof NumericEncoding numeric && numeric.type() == NumberType.BOOLEAN;
    }

    /** Changes the features [from, from + width), a nominal value if there are several; discrete values get no noise. */
    private void change(final float[] row, final float[] target, final int from, final int width, final boolean discrete,
        final SplittableRandom random) {
        final double fate = random.nextDouble();
        if (fate < changes.masked()) {
            System.arraycopy(means, from, target, from, width);
        } else if (fate < changes.masked() + changes.swapped()) {
            final int other = random.nextInt(rows.rows());
            for (int f = from; f < from + width; f++) {
                target[f] = rows.get(other, f);
            }
        } else if (discrete) {
            System.arraycopy(row, from, target, from, width);
        } else {
            final float noisy = row[from] + (float)(changes.noise() * deviations[from] * random.nextGaussian());
            target[from] = bounded[from] ? Math.max(0, Math.min(1, noisy)) : noisy;
        }
    }
}
