package org.elbow.knime.novelty;

import java.util.Optional;

import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.knime.table.FeatureColumns;
import org.elbow.novelty.BackgroundPerturbation;
import org.knime.core.node.InvalidSettingsException;

/** The background model that the likelihood ratio needs. */
final class BackgroundModel {

    private BackgroundModel() {
    }

    /**
     * Checks what is known before execution.
     *
     * @param parameters of the node
     * @param model spec of the model
     * @param background spec of the background model; {@code null} if none is connected
     * @throws InvalidSettingsException if the likelihood ratio is chosen, and the background model is not connected, or is of
     *             other columns or of another likelihood than the model
     */
    static void check(final OodScorerParameters parameters, final VaePortObjectSpec model, final VaePortObjectSpec background)
        throws InvalidSettingsException {
        if (!parameters.m_likelihoodRatio) {
            return;
        }
        if (background == null) {
            throw new InvalidSettingsException("The likelihood ratio needs a background model. Connect one, trained by a VAE "
                + "Learner on the same table with a perturbation rate above 0, or do not choose the likelihood ratio.");
        }
        if (!FeatureColumns.areAlike(background.columns(), model.columns())) {
            throw new InvalidSettingsException("The background model reads other columns than the model, or has them in "
                + "another order. Train both on the same columns.");
        }
        if (!background.likelihood().equals(model.likelihood())) {
            throw new InvalidSettingsException("The background model's likelihood is " + background.likelihood()
                + ", that of the model is " + model.likelihood() + ". Train both with the same likelihood.");
        }
    }

    /** What the user should know if the background model was trained as any other, so that the ratio cancels nothing. */
    static Optional<String> warning(final VaePortObjectSpec model, final VaePortObjectSpec background) {
        if (BackgroundPerturbation.isPartOf(background.objective())) {
            return Optional.empty();
        }
        return Optional.of("The background model was trained on rows without random values in them, so the likelihood ratio "
            + "does not tell what sets ordinary rows apart. " + (BackgroundPerturbation.isPartOf(model.objective())
                ? "The model was trained with them: connect the two the other way round."
                : "Train the background model with a perturbation rate above 0."));
    }
}
