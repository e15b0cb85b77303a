package org.elbow.knime.learner;

import java.util.List;
import java.util.Optional;

import org.elbow.consistency.ConsistencyPenalty;
import org.elbow.consistency.RowTransformation;
import org.elbow.consistency.Transformation;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.knime.NodeTask;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.novelty.BackgroundPerturbation;
import org.elbow.vae.InputPerturbation;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.knime.core.node.InvalidSettingsException;

/** What training minimises, as the settings put it together. */
final class LearnerObjective {

    private LearnerObjective() {
    }

    /**
     * The objective.
     *
     * @param rows the training rows, [rows, features]; not to be closed while the objective is in use
     */
    static Objective of(final VaeLearnerParameters parameters, final FeatureEncoding encoding,
        final LikelihoodSpec likelihood, final FeatureMatrix rows) {
        final ConsistencyParameters consistency = parameters.m_consistency;
        final Transformation transformation = consistency.m_enabled
            ? new RowTransformation(encoding, likelihood, rows, consistency.imageChanges(), consistency.valueChanges())
            : Transformation.NONE;
        return terms(parameters, transformation).on(parameters.m_perturbationRate == 0 ? InputPerturbation.NONE
            : new BackgroundPerturbation(parameters.m_perturbationRate, likelihood, rows, parameters.m_seed));
    }

    private static Objective terms(final VaeLearnerParameters parameters, final Transformation transformation) {
        Objective objective = parameters.m_hamiltonian.m_enabled
            ? HamiltonianBound.objective(parameters.m_hamiltonian.options()) : Objective.elbo();
        if (parameters.m_jacobian.m_enabled) {
            objective = objective.plus(parameters.m_jacobian.penalty());
        }
        if (parameters.m_consistency.m_enabled) {
            objective = objective.plus(
                new ConsistencyPenalty(parameters.m_consistency.m_lambda, transformation, parameters.m_seed));
        }
        return objective;
    }

    /** The objective in words, before there are rows. */
    static String inWords(final VaeLearnerParameters parameters) {
        final String terms = terms(parameters, Transformation.NONE).describe(parameters.trainingOptions());
        return parameters.m_perturbationRate == 0 ? terms
            : terms + ", " + BackgroundPerturbation.describe(parameters.m_perturbationRate);
    }

    /** What the user should know if the consistency penalty changes none of the columns. */
    static Optional<String> warning(final ConsistencyParameters consistency, final List<FeatureColumn> columns) {
        final boolean changed = columns.stream().anyMatch(column -> column.kind() == FeatureKind.IMAGE
            ? consistency.imageChanges().changeAnything() : consistency.valueChanges().changeAnything());
        return !consistency.m_enabled || changed ? Optional.empty()
            : Optional.of("The settings of the consistency penalty change no column, so there is nothing to be consistent about. "
                + "Allow some rotation, shift or scale of images, or some noise, masking or swapping of values.");
    }

    /**
     * Checks the settings of the objective.
     *
     * @throws InvalidSettingsException if a value is out of range, or settings do not go together
     */
    static void check(final VaeLearnerParameters parameters) throws InvalidSettingsException {
        if (parameters.m_perturbationRate != 0) {
            NodeTask.checked(() -> BackgroundPerturbation.requireRate(parameters.m_perturbationRate));
        }
        final TrainingOptions options = NodeTask.checked(parameters::trainingOptions);
        NodeTask.checked(() -> {
            final Objective objective = terms(parameters, Transformation.NONE);
            objective.bound().check(options);
            return objective;
        });
        if (parameters.m_consistency.m_enabled) {
            NodeTask.checked(parameters.m_consistency::imageChanges);
            NodeTask.checked(parameters.m_consistency::valueChanges);
        }
    }
}
