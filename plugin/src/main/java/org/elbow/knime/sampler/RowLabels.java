package org.elbow.knime.sampler;

import java.util.function.IntFunction;

import org.elbow.explore.Interpolation;
import org.elbow.explore.LatentTraversal;
import org.elbow.explore.TraversalOptions;
import org.knime.core.data.DataCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;

/** What the rows of the output are. */
@FunctionalInterface
interface RowLabels {

    /**
     * What a row is.
     *
     * @param key its Row ID
     * @param line the line of the view that it stands in: a pair, a dimension, a row of the table
     * @param place where in the line it stands, in words
     * @param cells the leading columns, see {@link SamplerColumns}
     */
    record Label(String key, String line, String place, DataCell... cells) {
    }

    /** @return what the row is that is decoded from a code of the sequence */
    Label of(long index);

    /** Samples: a number each. */
    static RowLabels samples() {
        return index -> new Label("Sample " + (index + 1), "", "Sample " + (index + 1));
    }

    /** Reconstructions, a few for each row. */
    static RowLabels reconstructions(final IntFunction<String> keys, final int draws, final boolean numbered) {
        return index -> {
            final String source = keys.apply((int)(index / draws));
            final int draw = (int)(index % draws) + 1;
            return numbered ? new Label(source + " #" + draw, source, "Draw " + draw, new StringCell(source), new IntCell(draw))
                : new Label(source, source, "Reconstruction", new StringCell(source));
        };
    }

    /** Rows between rows. */
    static RowLabels interpolation(final Interpolation interpolation, final int steps, final IntFunction<String> keys) {
        return index -> {
            final int pair = (int)(index / steps);
            final int step = (int)(index % steps);
            final String from = keys.apply(interpolation.firstRow(pair));
            final String to = keys.apply(interpolation.firstRow(pair) + 1);
            return new Label("Pair " + (pair + 1) + " #" + (step + 1), from + " → " + to,
                String.valueOf(Math.round(1000 * interpolation.position(step)) / 1000.0), new StringCell(from),
                new StringCell(to), new DoubleCell(interpolation.position(step)));
        };
    }

    /** Rows along dimensions, around the prior's mean if there are no Row IDs. */
    static RowLabels traversal(final LatentTraversal traversal, final TraversalOptions options,
        final IntFunction<String> keys) {
        return index -> {
            final int dimension = traversal.dimension(index) + 1;
            final int step = traversal.step(index);
            final String centre = keys == null ? null : keys.apply(traversal.centre(index));
            final String line = "z" + dimension;
            final DoubleCell value = new DoubleCell(options.value(step));
            final String place = String.valueOf(Math.round(1000 * options.value(step)) / 1000.0);
            return centre == null ? new Label(line + " #" + (step + 1), line, place, new IntCell(dimension), value)
                : new Label(centre + " " + line + " #" + (step + 1), centre + " · " + line, place, new StringCell(centre),
                    new IntCell(dimension), value);
        };
    }
}
