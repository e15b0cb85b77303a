package org.elbow.knime.apply;

import org.elbow.knime.NodeTask;
import org.elbow.vae.EvaluationOptions;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;

/** The settings of VAE Apply. */
@LoadDefaultsForAbsentFields
final class VaeApplyParameters implements NodeParameters {

    @Section(title = "Appended columns")
    interface ColumnsSection {
    }

    @Section(title = "Computation")
    @Advanced
    @After(ColumnsSection.class)
    interface ComputationSection {
    }

    static final class MeasuresRows implements BooleanReference {
    }

    @Widget(title = "Codes", description = """
            Appends <tt>Code 1</tt>, <tt>Code 2</tt>, …: the mean of the row's code in each latent dimension.
            """)
    @Layout(ColumnsSection.class)
    boolean m_codes = true;

    @Widget(title = "Log-variances of the codes", description = """
            Appends <tt>Log-variance 1</tt>, <tt>Log-variance 2</tt>, …: the logarithm of the code's variance in each latent \
            dimension. Near 0 where the model does not use a dimension, clearly negative where it does.
            """)
    @Layout(ColumnsSection.class)
    boolean m_logVariances = false;

    @Widget(title = "Reconstructions", description = """
            Appends each feature column as the model makes it again from the code's mean, in the column's own representation \
            and unit: PNG images, vectors or lists, numbers, integers or Booleans, for nominal columns the most probable value. \
            Missing where that is one of the values that the model takes as unknown.
            """)
    @Layout(ColumnsSection.class)
    boolean m_reconstructions = true;

    @Widget(title = "ELBO, expected log-likelihood and KL", description = """
            Appends, in nats, the evidence lower bound of the row, the log-likelihood of the row given its code, averaged over \
            draws of the code, and the divergence of the code from the prior; ELBO = expected log-likelihood − KL.
            """)
    @ValueReference(MeasuresRows.class)
    @Layout(ColumnsSection.class)
    boolean m_measures = true;

    @Widget(title = "Draws per row", description = """
            Draws of the code over which the log-likelihood is averaged; more make it less noisy.
            """)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = MeasuresRows.class, type = EffectType.SHOW)
    @Layout(ComputationSection.class)
    int m_samples = 10;

    @Widget(title = "Seed", description = "Seed of the draws. Rows with the same content get the same draws.")
    @Effect(predicate = MeasuresRows.class, type = EffectType.SHOW)
    @Layout(ComputationSection.class)
    long m_seed = 1;

    @Widget(title = "Worker threads", description = "Threads to compute with; 0 for one per processor.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    @Layout(ComputationSection.class)
    int m_workers = 0;

    EvaluatedColumns.Kinds kinds() {
        return new EvaluatedColumns.Kinds(m_codes, m_logVariances, m_reconstructions, m_measures);
    }

    /** How rows are evaluated. */
    EvaluationOptions options() {
        return new EvaluationOptions(m_measures ? m_samples : 1, m_reconstructions, m_seed, m_workers);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        NodeTask.checked(this::options);
        if (!m_codes && !m_logVariances && !m_reconstructions && !m_measures) {
            throw new InvalidSettingsException("No columns are to be appended. Choose at least one kind.");
        }
    }
}
