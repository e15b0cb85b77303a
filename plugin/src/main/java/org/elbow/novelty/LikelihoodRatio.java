package org.elbow.novelty;

import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.vae.VaeModel;

/**
 * The likelihood ratio against a background model (Ren et al. 2019), turned so that higher is more novel:
 * log p̂(x; background) − log p̂(x; model). What makes a row likely under both, such as an even background of an image, cancels;
 * what remains is what the model knows and the background model, trained with {@link BackgroundPerturbation}, does not.
 *
 * <pre>
 * double[] scores = LikelihoodRatio.score(model, background, rows, ImportanceSamplingOptions.defaults(), Progress.NONE);
 * </pre>
 */
public final class LikelihoodRatio {

    private LikelihoodRatio() {
    }

    /**
     * Scores rows.
     *
     * @param model the model of what is ordinary
     * @param background the background model
     * @param rows encoded as both models' training rows were, [rows, features]; not changed
     * @param options how both likelihoods are estimated, over the same draws
     * @param progress hears of the draws of all rows, and may cancel between two of them
     * @return the difference per row, in nats; higher is more novel. Infinite where one likelihood leaves the range of
     *         numbers, NaN where both do
     * @throws DataException if the models cannot be compared, or a value does not suit the likelihood
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static double[] score(final VaeModel model, final VaeModel background, final FeatureMatrix rows,
        final ImportanceSamplingOptions options, final Progress progress) {
        requireComparable(model, background);
        return score(ImportanceWeightedLikelihood.logLikelihood(model, rows, options, progress.part(0, 0.5)), background, rows,
            options, progress.part(0.5, 1));
    }

    /**
     * The same where log p̂(x; model) is known already.
     *
     * @param logLikelihood of the rows under the model of what is ordinary, in nats; not changed
     */
    public static double[] score(final double[] logLikelihood, final VaeModel background, final FeatureMatrix rows,
        final ImportanceSamplingOptions options, final Progress progress) {
        return score(logLikelihood, ImportanceWeightedLikelihood.logLikelihood(background, rows, options, progress));
    }

    /**
     * The same where both are known already.
     *
     * @param logLikelihood log p̂(x; model) of the rows, in nats; not changed
     * @param background log p̂(x; background) of the rows, in nats; not changed
     */
    public static double[] score(final double[] logLikelihood, final double[] background) {
        final double[] scores = new double[background.length];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = background[i] - logLikelihood[i];
        }
        return scores;
    }

    /**
     * Checks that two models give densities of the same thing: the same columns in the same order with the same widths and
     * the same scaling, and the same likelihood. Networks and codes may differ.
     *
     * @throws DataException if not, with the first difference
     */
    public static void requireComparable(final VaeModel model, final VaeModel background) {
        final List<ColumnEncoding> columns = model.encoding().columns();
        final List<ColumnEncoding> others = background.encoding().columns();
        for (int i = 0; i < Math.min(columns.size(), others.size()); i++) {
            final ColumnEncoding one = columns.get(i);
            final ColumnEncoding other = others.get(i);
            if (!one.column().equals(other.column())) {
                throw notComparable("its column " + (i + 1) + " is \"" + other.column() + "\", that of the model is \""
                    + one.column() + "\"");
            } else if (one.getClass() != other.getClass() || one.width() != other.width()) {
                throw notComparable("it reads column \"" + one.column() + "\" as " + other.width() + " features, the model as "
                    + one.width() + (one.width() == other.width() ? " of another kind" : ""));
            } else if (!one.equals(other)) {
                throw notComparable("it scales or imputes column \"" + one.column() + "\" in another way than the model");
            }
        }
        if (columns.size() != others.size()) {
            throw notComparable("it reads " + others.size() + " columns, the model " + columns.size());
        } else if (!model.likelihood().equals(background.likelihood())) {
            throw notComparable("its likelihood is " + background.likelihood().describe() + ", that of the model is "
                + model.likelihood().describe()
                + (background.likelihood().describe().equals(model.likelihood().describe()) ? " for other columns" : ""));
        }
    }

    private static DataException notComparable(final String difference) {
        return new DataException("The background model cannot be compared with the model: " + difference
            + ". Train both on the same table, with the same columns, scaling and likelihood.");
    }
}
