package org.elbow.knime.novelty;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.JointProgress;
import org.elbow.nn.Progress;
import org.elbow.novelty.ColumnContributions;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.novelty.InputComplexity;
import org.elbow.novelty.LikelihoodRatio;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.novelty.RegretVariant;
import org.elbow.vae.VaeModel;

/** The scoring of one table's rows, chunk by chunk. What several scores need is computed once. */
final class Scoring implements AutoCloseable {

    /** The share of reading in the time taken. */
    private static final double READING = 0.1;

    /** How much longer than a draw for the likelihood an iteration takes, and how much compressing a row. */
    private static final Map<RegretVariant, Double> ITERATION =
        new EnumMap<>(Map.of(RegretVariant.POSTERIOR, 3.0, RegretVariant.ENCODER, 80.0));

    private static final double COMPRESSION = 10;

    private final OodScorerParameters parameters;

    private final long rows;

    private final int features;

    private final JointProgress progress;

    private final Map<RegretVariant, LikelihoodRegret> regret = new EnumMap<>(RegretVariant.class);

    private final Progress reading;

    private ImportanceWeightedLikelihood likelihood;

    private ImportanceWeightedLikelihood background;

    private InputComplexity complexity;

    private double cost;

    private FeatureMatrix chunk;

    private double[] logLikelihood;

    private ColumnContributions contributions;

    /**
     * @param model of what is ordinary
     * @param backgroundModel the background model; may be {@code null} unless the likelihood ratio is chosen
     * @param parameters of the node
     * @param rows how many rows the table has
     * @param progress of reading and scoring
     */
    Scoring(final VaeModel model, final VaeModel backgroundModel, final OodScorerParameters parameters, final long rows,
        final Progress progress) {
        this.parameters = parameters;
        this.rows = rows;
        features = model.encoding().width();
        this.progress = new JointProgress(progress);
        try {
            if (parameters.m_likelihoodRegret) {
                addRegret(model, RegretVariant.POSTERIOR);
            }
            if (parameters.m_encoderRegret) {
                addRegret(model, RegretVariant.ENCODER);
            }
            if (parameters.m_negativeLogLikelihood || parameters.m_likelihoodRatio || parameters.m_inputComplexity
                || parameters.m_explanation.m_enabled) {
                likelihood = likelihood(model);
            }
            if (parameters.m_likelihoodRatio) {
                background = likelihood(backgroundModel);
            }
            if (parameters.m_inputComplexity) {
                complexity = new InputComplexity(model, parameters.m_workers, rows, work(COMPRESSION));
            }
        } catch (final RuntimeException | Error e) {
            close();
            throw e;
        }
        reading = this.progress.work(READING / (1 - READING) * cost);
    }

    private void addRegret(final VaeModel model, final RegretVariant variant) {
        final LikelihoodRegretOptions options = parameters.regret(variant);
        regret.put(variant, new LikelihoodRegret(model, options, rows,
            work(ITERATION.get(variant) * options.iterations() + 2.0 * options.samples())));
    }

    private ImportanceWeightedLikelihood likelihood(final VaeModel model) {
        return new ImportanceWeightedLikelihood(model, parameters.importanceSampling(), rows,
            work(parameters.m_importanceSamples));
    }

    private Progress work(final double weight) {
        cost += weight;
        return progress.work(weight);
    }

    /** How many scores are chosen. */
    int kinds() {
        return ScoreKind.chosen(parameters).size();
    }

    /** Hears how far the reading of the table has come. */
    Progress reading() {
        return reading;
    }

    /** The chosen scores of some rows, encoded for both models; none of them NaN. */
    List<double[]> scores(final FeatureMatrix encoded) {
        chunk = encoded;
        contributions = parameters.m_explanation.divides() ? likelihood.contributions(encoded) : null;
        logLikelihood = contributions != null ? contributions.logLikelihood()
            : likelihood == null ? null : likelihood.logLikelihood(encoded);
        return ScoreKind.chosen(parameters).stream().map(kind -> withoutNaN(kind.score(this))).toList();
    }

    /**
     * What is to keep the rows of a table that are to be explained, to be closed; {@code null} if none are.
     *
     * @param tableRows how many rows the table has
     */
    RowsToExplain rowsToExplain(final int tableRows) {
        return parameters.m_explanation.divides() ? new RowContributions(tableRows)
            : parameters.m_explanation.repairs()
                ? new RowsToRepair(parameters.m_explanation.m_rows, features, tableRows, parameters.m_seed) : null;
    }

    /** What each column contributes to the log-likelihood of the rows that were scored last. */
    ColumnContributions contributions() {
        return contributions;
    }

    /** The regret of the current rows. */
    double[] regret(final RegretVariant variant) {
        return regret.get(variant).score(chunk).regret();
    }

    /** Minus the log-likelihood of the current rows under the model, in nats. */
    double[] negativeLogLikelihood() {
        return Arrays.stream(logLikelihood).map(value -> -value).toArray();
    }

    /** The likelihood ratio of the current rows, in nats. */
    double[] likelihoodRatio() {
        return LikelihoodRatio.score(logLikelihood, background.logLikelihood(chunk));
    }

    /** The input complexity of the current rows, in bits per dimension. */
    double[] inputComplexity() {
        return complexity.score(logLikelihood, chunk);
    }

    /** A row so extreme that its likelihood leaves the range of numbers is as novel as can be. */
    private static double[] withoutNaN(final double[] scores) {
        return Arrays.stream(scores).map(score -> Double.isNaN(score) ? Double.POSITIVE_INFINITY : score).toArray();
    }

    @Override
    public void close() {
        regret.values().forEach(LikelihoodRegret::close);
        for (final ImportanceWeightedLikelihood one : Arrays.asList(likelihood, background)) {
            if (one != null) {
                one.close();
            }
        }
        if (complexity != null) {
            complexity.close();
        }
    }
}
