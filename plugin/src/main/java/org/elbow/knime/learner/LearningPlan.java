package org.elbow.knime.learner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.Scaling;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.FeaturePlan;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.VaeStructure;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/** What follows from the settings for the columns of a table: scalings, likelihood, networks. */
final class LearningPlan {

    private static final int GREY_LEVELS = 256;

    private static final Set<Integer> CONVOLUTIONAL_SIZES = Set.of(28, 32, 64);

    private final VaeLearnerParameters parameters;

    private final List<FeatureColumn> columns;

    /**
     * @param parameters of the node
     * @param spec of the table
     * @throws InvalidSettingsException if no column can be used, or scaling and likelihood do not go together
     */
    LearningPlan(final VaeLearnerParameters parameters, final DataTableSpec spec) throws InvalidSettingsException {
        this.parameters = parameters;
        columns = parameters.featureColumns(spec);
        final boolean onlyOneImage = columns.size() == 1 && columns.get(0).kind() == FeatureKind.IMAGE;
        if (parameters.m_networks == NetworkChoice.CONVOLUTIONAL && !onlyOneImage) {
            throw new InvalidSettingsException("Convolutional networks learn from one column of images, but the feature columns "
                + "are " + columns.stream().map(column -> "\"" + column.name() + "\" (" + column.kind().label() + ")").limit(5)
                    .collect(Collectors.joining(", ")) + (columns.size() > 5 ? " and others" : "")
                + ". Select one image column, or choose dense networks.");
        }
        if (parameters.m_likelihood == LikelihoodChoice.CATEGORICAL
            && columns.stream().noneMatch(column -> column.kind() == FeatureKind.IMAGE)) {
            throw new InvalidSettingsException("The categorical likelihood is for grey levels of images, but no feature column "
                + "holds images. Choose another likelihood, or select an image column.");
        }
        for (final FeatureColumn column : columns) {
            if (column.kind() != FeatureKind.IMAGE && family(column) == LikelihoodFamily.BERNOULLI
                && (scaling(column) == Scaling.STANDARDIZE || scaling(column) == Scaling.ROBUST)) {
                throw new InvalidSettingsException("Column \"" + column.name() + "\" is to be "
                    + (scaling(column) == Scaling.ROBUST ? "scaled by its median and interquartile range" : "standardised")
                    + ", but then its values do not lie in [0, 1], as the Bernoulli likelihood needs them. Choose min–max "
                    + "scaling or the Gaussian likelihood.");
            }
        }
    }

    List<FeatureColumn> columns() {
        return columns;
    }

    /** What is to become of each column. */
    List<FeaturePlan> features() {
        final ValueParameters values = parameters.m_values;
        return columns.stream().map(column -> new FeaturePlan(column, scaling(column),
            family(column) == LikelihoodFamily.BERNOULLI, values.leastRows(), values.imageWidth(), values.imageHeight()))
            .toList();
    }

    private LikelihoodFamily family(final FeatureColumn column) {
        if (column.kind() == FeatureKind.NOMINAL) {
            return LikelihoodFamily.ONE_HOT;
        }
        final boolean image = column.kind() == FeatureKind.IMAGE;
        final boolean binary = image || isBoolean(column);
        return switch (parameters.m_likelihood) {
            case AUTOMATIC -> binary ? LikelihoodFamily.BERNOULLI : LikelihoodFamily.GAUSSIAN;
            case BERNOULLI -> LikelihoodFamily.BERNOULLI;
            case GAUSSIAN -> LikelihoodFamily.GAUSSIAN;
            case CATEGORICAL -> image ? LikelihoodFamily.CATEGORICAL
                : binary ? LikelihoodFamily.BERNOULLI : LikelihoodFamily.GAUSSIAN;
        };
    }

    private static LikelihoodSpec.Group group(final LikelihoodFamily family, final int features) {
        return family == LikelihoodFamily.CATEGORICAL ? new LikelihoodSpec.Group(family, features, GREY_LEVELS)
            : new LikelihoodSpec.Group(family, features);
    }

    private static boolean isBoolean(final FeatureColumn column) {
        return column.kind() == FeatureKind.NUMBER && column.number() == NumberType.BOOLEAN;
    }

    private Scaling scaling(final FeatureColumn column) {
        if (isBoolean(column) && family(column) == LikelihoodFamily.BERNOULLI) {
            return Scaling.NONE;
        }
        if (parameters.m_scaling != ScalingChoice.AUTOMATIC) {
            return parameters.m_scaling.scaling();
        }
        return family(column) == LikelihoodFamily.BERNOULLI ? Scaling.MIN_MAX : Scaling.STANDARDIZE;
    }

    /** The distribution of a row; neighbouring columns of one family form a group, nominal columns one each. */
    LikelihoodSpec likelihood(final FeatureEncoding encoding) {
        final List<LikelihoodSpec.Group> groups = new ArrayList<>();
        final Iterator<FeatureColumn> planned = columns.iterator();
        for (final ColumnEncoding column : encoding.columns()) {
            FeatureColumn plan = planned.next();
            while (!plan.name().equals(column.column())) {
                plan = planned.next(); // not all columns that were planned need to be in the encoding
            }
            final LikelihoodFamily family = family(plan);
            final int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).family() == family && family != LikelihoodFamily.ONE_HOT) {
                groups.set(last, group(family, groups.get(last).features() + column.width()));
            } else {
                groups.add(group(family, column.width()));
            }
        }
        return new LikelihoodSpec(groups);
    }

    /** The likelihood in words, before the number of features is known. */
    String likelihoodInWords() {
        return new LikelihoodSpec(columns.stream()
            .map(column -> group(family(column), column.kind() == FeatureKind.NOMINAL ? 2 : 1)).toList()).describe();
    }

    /**
     * The networks for the encoded columns.
     *
     * @throws DataException if there are no convolutional networks for the images' size, or the networks are too large
     */
    Architecture architecture(final FeatureEncoding encoding, final LikelihoodSpec likelihood) {
        try {
            final Architecture architecture = networks(encoding, likelihood);
            new VaeStructure(architecture, likelihood).parameterCount();
            return architecture;
        } catch (final ArithmeticException e) {
            throw new DataException("The networks for " + encoding.width() + " features per row would have more than "
                + Integer.MAX_VALUE + " weights. Use smaller images, fewer columns, smaller hidden layers, convolutional "
                + "networks, or another likelihood than the categorical.", e);
        }
    }

    private Architecture networks(final FeatureEncoding encoding, final LikelihoodSpec likelihood) {
        if (parameters.m_networks == NetworkChoice.CONVOLUTIONAL) {
            return convolutional((ImageEncoding)encoding.columns().get(0), likelihood);
        }
        return Architecture.dense(encoding.width(), likelihood.outputs(), HiddenLayers.parse(parameters.m_hiddenLayers),
            parameters.m_latent, parameters.m_activation.activation());
    }

    private Architecture convolutional(final ImageEncoding image, final LikelihoodSpec likelihood) {
        if (image.imageWidth() != image.imageHeight() || !CONVOLUTIONAL_SIZES.contains(image.imageWidth())) {
            throw new DataException("There are convolutional networks for images of 28 × 28, 32 × 32 and 64 × 64 pixels, but "
                + "those of column \"" + image.column() + "\" have " + image.imageWidth() + " × " + image.imageHeight()
                + ". Have the Learner resize the images, or choose dense networks.");
        }
        final int pixels = image.imageWidth() * image.imageHeight();
        return Architecture.convolutional(image.channels(), image.imageWidth(), likelihood.outputs() / pixels,
            parameters.m_latent, parameters.m_activation.activation());
    }
}
