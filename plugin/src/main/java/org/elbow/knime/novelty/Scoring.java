package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.vae.VaeModel;

/** The scoring of one table's rows. What several scores need is computed once. */
final class Scoring {

    private final VaeModel model;

    private final VaeModel background;

    private final FeatureMatrix matrix;

    private final OodScorerParameters parameters;

    private double[] logLikelihood;

    /**
     * @param model of what is ordinary
     * @param background the background model; may be {@code null} unless the likelihood ratio is chosen
     * @param matrix the rows, encoded for both models
     * @param parameters of the node
     */
    Scoring(final VaeModel model, final VaeModel background, final FeatureMatrix matrix,
        final OodScorerParameters parameters) {
        this.model = model;
        this.background = background;
        this.matrix = matrix;
        this.parameters = parameters;
    }

    VaeModel model() {
        return model;
    }

    VaeModel background() {
        return background;
    }

    FeatureMatrix matrix() {
        return matrix;
    }

    OodScorerParameters parameters() {
        return parameters;
    }

    /** The chosen scores of the rows, none of them NaN. */
    List<double[]> scores(final Progress progress) {
        final List<ScoreKind> kinds = ScoreKind.chosen(parameters);
        final double cost = kinds.stream().mapToDouble(kind -> kind.cost(parameters)).sum();
        final List<double[]> scores = new ArrayList<>();
        double done = 0;
        for (final ScoreKind kind : kinds) {
            final double next = done + kind.cost(parameters);
            scores.add(matrix.rows() == 0 ? new double[0]
                : withoutNaN(kind.score(this, progress.part(done / cost, Math.min(1, next / cost)))));
            done = next;
        }
        return scores;
    }

    /** The rows' log-likelihood under the model, in nats; not to be changed. */
    double[] logLikelihood(final Progress progress) {
        if (logLikelihood == null) {
            logLikelihood =
                ImportanceWeightedLikelihood.logLikelihood(model, matrix, parameters.importanceSampling(), progress);
        }
        return logLikelihood;
    }

    /** A row so extreme that its likelihood leaves the range of numbers is as novel as can be. */
    private static double[] withoutNaN(final double[] scores) {
        return Arrays.stream(scores).map(score -> Double.isNaN(score) ? Double.POSITIVE_INFINITY : score).toArray();
    }
}
