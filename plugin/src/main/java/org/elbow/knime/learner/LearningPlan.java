package org.elbow.knime.learner;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.FeaturePlan;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/** What follows from the settings for the columns of a table: scalings, likelihood, networks. */
final class LearningPlan {

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
        for (final FeatureColumn column : columns) {
            if (column.kind() != FeatureKind.IMAGE && family(column) == LikelihoodFamily.BERNOULLI
                && parameters.m_scaling == ScalingChoice.STANDARDIZE) {
                throw new InvalidSettingsException("Column \"" + column.name() + "\" is to be standardised, but standardised "
                    + "values do not lie in [0, 1], as the Bernoulli likelihood needs them. Choose min–max scaling or the "
                    + "Gaussian likelihood.");
            }
        }
    }

    List<FeatureColumn> columns() {
        return columns;
    }

    /** What is to become of each column. */
    List<FeaturePlan> features() {
        return columns.stream().map(column -> new FeaturePlan(column, scaling(column),
            family(column) == LikelihoodFamily.BERNOULLI)).toList();
    }

    private LikelihoodFamily family(final FeatureColumn column) {
        if (parameters.m_likelihood == LikelihoodChoice.AUTOMATIC) {
            return column.kind() == FeatureKind.IMAGE ? LikelihoodFamily.BERNOULLI : LikelihoodFamily.GAUSSIAN;
        }
        return parameters.m_likelihood == LikelihoodChoice.BERNOULLI ? LikelihoodFamily.BERNOULLI
            : LikelihoodFamily.GAUSSIAN;
    }

    private Scaling scaling(final FeatureColumn column) {
        if (parameters.m_scaling != ScalingChoice.AUTOMATIC) {
            return parameters.m_scaling.scaling();
        }
        return family(column) == LikelihoodFamily.BERNOULLI ? Scaling.MIN_MAX : Scaling.STANDARDIZE;
    }

    /** The distribution of a row; neighbouring columns of one family form a group. */
    LikelihoodSpec likelihood(final FeatureEncoding encoding) {
        final List<LikelihoodSpec.Group> groups = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
            final LikelihoodFamily family = family(columns.get(c));
            final ColumnEncoding column = encoding.columns().get(c);
            final int last = groups.size() - 1;
            if (last >= 0 && groups.get(last).family() == family) {
                groups.set(last, new LikelihoodSpec.Group(family, groups.get(last).features() + column.width()));
            } else {
                groups.add(new LikelihoodSpec.Group(family, column.width()));
            }
        }
        return new LikelihoodSpec(groups);
    }

    /** The likelihood in words, before the number of features is known. */
    String likelihoodInWords() {
        return new LikelihoodSpec(columns.stream().map(column -> new LikelihoodSpec.Group(family(column), 1)).toList())
            .describe();
    }

    Architecture architecture(final FeatureEncoding encoding, final LikelihoodSpec likelihood) {
        return Architecture.dense(encoding.width(), likelihood.outputs(), HiddenLayers.parse(parameters.m_hiddenLayers),
            parameters.m_latent, parameters.m_activation.activation());
    }
}
