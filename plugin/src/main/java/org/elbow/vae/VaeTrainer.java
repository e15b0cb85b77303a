package org.elbow.vae;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;

/**
 * Trains a VAE by stochastic gradient ascent on the ELBO (Kingma and Welling 2014, Algorithm 1), with Adam.
 *
 * <pre>
 * Architecture networks = Architecture.dense(784, 784, List.of(512, 256), 32, Activation.RELU);
 * VaeModel model = VaeTrainer.train(rows, encoding, networks, LikelihoodSpec.bernoulli(784), TrainingOptions.defaults(), Progress.NONE).model();
 * </pre>
 */
public final class VaeTrainer {

    private VaeTrainer() {
    }

    /**
     * Trains a model on the evidence lower bound: see the other method.
     *
     * @return the model and how it came to be
     */
    public static TrainingResult train(final FeatureMatrix data, final FeatureEncoding encoding,
        final Architecture architecture, final LikelihoodSpec likelihood, final TrainingOptions options,
        final Progress progress) {
        return train(data, encoding, architecture, likelihood, Objective.elbo(), options, progress);
    }

    /**
     * Trains a model.
     *
     * @param data the rows, [rows, features]; not changed
     * @param encoding how the features came about; recorded in the model
     * @param architecture the networks
     * @param likelihood the distribution of a row
     * @param objective what to minimise
     * @param options how to train
     * @param progress hears of every step, and may cancel: then nothing is returned
     * @return the model, of the best epoch if rows were kept out for validation, else of the last
     * @throws IllegalArgumentException if the objective has no use for an option that is set
     * @throws DataException if there are fewer than two rows, if a value does not suit the likelihood, or if the loss ceases
     *             to be a finite number in the first epoch
     * @throws CancellationException if {@code progress} cancels
     */
    public static TrainingResult train(final FeatureMatrix data, final FeatureEncoding encoding,
        final Architecture architecture, final LikelihoodSpec likelihood, final Objective objective,
        final TrainingOptions options, final Progress progress) {
        check(data, objective, options);
        final VaeStructure structure = new VaeStructure(architecture, likelihood);
        Support.require(data, encoding, likelihood);
        try (Training training = new Training(data, structure, TrainingStart.drawn(structure, options.seed()), objective, options,
            progress)) {
            return training.run(encoding, architecture);
        }
    }

    /**
     * Trains a model on: with its encoding, networks and likelihood, from its weights and from what its objective learned, such
     * as Hamiltonian step sizes, as far as the objective now has use for it. The optimiser and all warm-ups begin anew. The
     * random numbers are other ones than before also with the same seed, except that it keeps out the same rows of the same
     * table for validation.
     *
     * <pre>
     * TrainingOptions options = TrainingOptions.defaults().withLearningRate(1e-4);
     * VaeModel better = VaeTrainer.continueFrom(model, rows, Objective.elbo(), options, Progress.NONE).model();
     * </pre>
     *
     * @param model to train on; not changed
     * @param data the rows, [rows, features], encoded as the model demands; not changed
     * @param objective what to minimise, which may be another one than before
     * @param options how to train
     * @param progress hears of every step, and may cancel: then nothing is returned
     * @return a further model, of the best epoch if rows were kept out for validation, else of the last; its record, history and
     *         checkpoints are those of this training, and the record tells what came before
     * @throws IllegalArgumentException if the rows have another number of features, if the objective has no use for an option
     *             that is set, or if it cannot start from what the model learned
     * @throws DataException as {@link #train}
     * @throws CancellationException if {@code progress} cancels
     */
    public static TrainingResult continueFrom(final VaeModel model, final FeatureMatrix data, final Objective objective,
        final TrainingOptions options, final Progress progress) {
        if (data.columns() != model.architecture().features()) {
            throw new IllegalArgumentException("The rows have " + data.columns() + " features, but the model to continue from "
                + "takes " + model.architecture().features() + ". Encode them as the model demands.");
        }
        check(data, objective, options);
        Support.require(data, model.encoding(), model.likelihood());
        try (Training training = new Training(data, model.structure(), TrainingStart.of(model), objective, options, progress)) {
            return training.run(model.encoding(), model.architecture());
        }
    }

    private static void check(final FeatureMatrix data, final Objective objective, final TrainingOptions options) {
        if (data.rows() < 2) {
            throw new DataException("There " + (data.rows() == 1 ? "is only one row" : "are no rows")
                + " to train on; a model needs at least two, and is useful from a few hundred on.");
        }
        objective.bound().check(options);
    }

    /**
     * Which rows of a table {@link #train} learns from, and which it keeps out for validation.
     *
     * @param rows how many rows the table has
     * @param options of the training, of which the seed and the validation share matter
     * @return the indices of the rows that are learned from, ascending
     */
    public static int[] trainingRows(final int rows, final TrainingOptions options) {
        final int[] training = TrainingSplit.of(rows, options).training();
        Arrays.sort(training);
        return training;
    }
}
