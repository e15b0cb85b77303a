package org.elbow.knime;

import java.util.function.Predicate;

import org.elbow.knime.table.FeatureKind;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** What the dialogs of all nodes that change images and rows at random say about the changes, and the limits of the settings. */
public final class RandomChanges {

    /** Title for {@link org.elbow.consistency.ImageChanges#rotation()}. */
    public static final String ROTATION = "Images: largest rotation";

    /** Its description. */
    public static final String ROTATION_TEXT = "In degrees, either way. 0 for none.";

    /** Title for {@link org.elbow.consistency.ImageChanges#shift()}. */
    public static final String SHIFT = "Images: largest shift";

    /** Its description. */
    public static final String SHIFT_TEXT = "As a share of width and height, in each direction. 0 for none.";

    /** Title for {@link org.elbow.consistency.ImageChanges#smallestScale()}. */
    public static final String SMALLEST_SCALE = "Images: smallest scale";

    /** Its description. */
    public static final String SMALLEST_SCALE_TEXT = "The smallest factor by which images are enlarged; 1 for no shrinking.";

    /** Title for {@link org.elbow.consistency.ImageChanges#largestScale()}. */
    public static final String LARGEST_SCALE = "Images: largest scale";

    /** Its description. */
    public static final String LARGEST_SCALE_TEXT = "The largest factor by which images are enlarged; 1 for no enlarging.";

    /** Title for {@link org.elbow.consistency.ImageChanges#flip()}. */
    public static final String FLIP = "Images: mirror";

    /** Its description. */
    public static final String FLIP_TEXT = "Mirrors every other image left to right. Only where mirrored images mean the same: "
        + "not for digits and letters.";

    /** Title for {@link org.elbow.consistency.ValueChanges#noise()}. */
    public static final String NOISE = "Values: noise";

    /** Its description. */
    public static final String NOISE_TEXT = "Standard deviation of the Gaussian noise that is added to numbers and elements of "
        + "vectors, relative to the standard deviation of their column. Booleans and nominal values get none. 0 for none.";

    /** Title for {@link org.elbow.consistency.ValueChanges#masked()}. */
    public static final String MASKED = "Values: masked";

    /** Its description. */
    public static final String MASKED_TEXT = "Probability that a value is hidden: replaced by the mean of its column, or by the "
        + "shares of the values of a nominal column.";

    /** Title for {@link org.elbow.consistency.ValueChanges#swapped()}. */
    public static final String SWAPPED = "Values: swapped";

    /** Its description. */
    public static final String SWAPPED_TEXT =
        "Probability that a value is replaced by that of another row, drawn at random.";

    private RandomChanges() {
    }

    /**
     * @param port a table port
     * @param wanted kinds of features
     * @return whether the table has a column of such a kind, or is not known
     */
    public static Predicate<NodeParametersInput> hasColumns(final int port, final Predicate<FeatureKind> wanted) {
        return input -> input.getInTableSpec(port).map(spec -> spec.stream().map(column -> FeatureKind.of(column.getType()))
            .anyMatch(kind -> kind != null && wanted.test(kind))).orElse(true);
    }

    /** The largest rotation. */
    public static final class HalfATurn extends MaxValidation {
        @Override
        protected double getMax() {
            return 180;
        }
    }

    /** The largest shift. */
    public static final class Half extends MaxValidation {
        @Override
        protected double getMax() {
            return 0.5;
        }
    }

    /** The largest probability, and the largest of the smallest scales. */
    public static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }

    /** The largest noise and scale. */
    public static final class AtMostTen extends MaxValidation {
        @Override
        protected double getMax() {
            return 10;
        }
    }

    /** The smallest scale. */
    public static final class AtLeastATenth extends MinValidation {
        @Override
        protected double getMin() {
            return 0.1;
        }
    }

    /** The smallest of the largest scales. */
    public static final class AtLeastOne extends MinValidation {
        @Override
        protected double getMin() {
            return 1;
        }
    }
}
