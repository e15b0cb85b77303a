package org.elbow.explore;

import java.util.BitSet;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.VaeModel;

/** Which values a row gets from p(x|z). */
public enum RowValues {

    /** The mean of each feature; of a nominal column thereby the probabilities of its categories. */
    MEAN,

    /** A draw of each feature. */
    DRAWN,

    /**
     * Draws where a mean would not be a value like those of the table: nominal columns, Boolean columns, and numbers with a
     * Gaussian likelihood. The mean of images, vectors, and numbers with another likelihood, whose draws would be noise.
     */
    AUTOMATIC;

    /** @return the features of a model's rows that are drawn */
    BitSet drawn(final VaeModel model) {
        final BitSet drawn = new BitSet();
        final int width = model.encoding().width();
        if (this == DRAWN) {
            drawn.set(0, width);
        } else if (this == AUTOMATIC) {
            final LikelihoodFamily[] families = families(model.likelihood());
            int offset = 0;
            for (final ColumnEncoding column : model.encoding().columns()) {
                drawn.set(offset, offset + column.width(), isDrawn(column, families[offset]));
                offset += column.width();
            }
        }
        return drawn;
    }

    private static boolean isDrawn(final ColumnEncoding column, final LikelihoodFamily family) {
        return column instanceof NominalEncoding
            || column instanceof NumericEncoding number
                && (family == LikelihoodFamily.GAUSSIAN || number.type() == NumberType.BOOLEAN);
    }

    /** The family of each feature. */
    private static LikelihoodFamily[] families(final LikelihoodSpec likelihood) {
        return likelihood.groups().stream()
            .flatMap(group -> java.util.Collections.nCopies(group.features(), group.family()).stream())
            .toArray(LikelihoodFamily[]::new);
    }
}
