package org.elbow.knime.novelty;

import java.util.Arrays;
import java.util.List;

import org.elbow.nn.Progress;
import org.elbow.novelty.InputComplexity;
import org.elbow.novelty.LikelihoodRatio;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.novelty.RegretVariant;

/** The scores that the node offers, in the order of their columns; each is higher for rows that are more novel. */
enum ScoreKind {

    /** The gain in the bound when the posterior is optimised for the row. */
    LIKELIHOOD_REGRET("Likelihood regret", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_likelihoodRegret;
        }

        @Override
        double cost(final OodScorerParameters parameters) {
            return regretCost(parameters.regret(RegretVariant.POSTERIOR), 3);
        }

        @Override
        double[] score(final Scoring rows, final Progress progress) {
            return regret(rows, RegretVariant.POSTERIOR, progress);
        }
    },

    /** The gain in the bound when a copy of the encoder is tuned for the row. */
    ENCODER_REGRET("Likelihood regret (encoder)", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_encoderRegret;
        }

        @Override
        double cost(final OodScorerParameters parameters) {
            return regretCost(parameters.regret(RegretVariant.ENCODER), 80);
        }

        @Override
        double[] score(final Scoring rows, final Progress progress) {
            return regret(rows, RegretVariant.ENCODER, progress);
        }
    },

    /** Minus the importance-weighted log-likelihood. */
    NEGATIVE_LOG_LIKELIHOOD("Negative log-likelihood", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_negativeLogLikelihood;
        }

        @Override
        double cost(final OodScorerParameters parameters) {
            return parameters.m_importanceSamples;
        }

        @Override
        double[] score(final Scoring rows, final Progress progress) {
            return Arrays.stream(rows.logLikelihood(progress)).map(value -> -value).toArray();
        }
    },

    /** The background model's log-likelihood minus the model's. */
    LIKELIHOOD_RATIO("Likelihood ratio", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_likelihoodRatio;
        }

        @Override
        double cost(final OodScorerParameters parameters) {
            return 2.0 * parameters.m_importanceSamples;
        }

        @Override
        double[] score(final Scoring rows, final Progress progress) {
            return LikelihoodRatio.score(rows.logLikelihood(progress.part(0, 0.5)), rows.background(), rows.matrix(),
                rows.parameters().importanceSampling(), progress.part(0.5, 1));
        }
    },

    /** The bits that the model needs per dimension, minus those of a lossless compressor. */
    INPUT_COMPLEXITY("Input complexity", "bits per dimension") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_inputComplexity;
        }

        @Override
        double cost(final OodScorerParameters parameters) {
            return parameters.m_importanceSamples;
        }

        @Override
        double[] score(final Scoring rows, final Progress progress) {
            return InputComplexity.score(rows.logLikelihood(progress.part(0, 0.9)), rows.model(), rows.matrix(),
                rows.parameters().m_workers, progress.part(0.9, 1));
        }
    };

    private final String title;

    private final String unit;

    ScoreKind(final String title, final String unit) {
        this.title = title;
        this.unit = unit;
    }

    /** The score's name, for columns and rows. */
    String title() {
        return title;
    }

    /** What the score is measured in. */
    String unit() {
        return unit;
    }

    /** Whether the score is asked for. */
    abstract boolean isChosen(OodScorerParameters parameters);

    /** About how long it takes, relative to the others. */
    abstract double cost(OodScorerParameters parameters);

    /** The score of each row; NaN where it leaves the range of numbers. */
    abstract double[] score(Scoring rows, Progress progress);

    /** The scores that are asked for. */
    static List<ScoreKind> chosen(final OodScorerParameters parameters) {
        return Arrays.stream(values()).filter(kind -> kind.isChosen(parameters)).toList();
    }

    private static double regretCost(final LikelihoodRegretOptions options, final double iteration) {
        return iteration * options.iterations() + 2.0 * options.samples();
    }

    private static double[] regret(final Scoring rows, final RegretVariant variant, final Progress progress) {
        return LikelihoodRegret.score(rows.model(), rows.matrix(), rows.parameters().regret(variant), progress).regret();
    }
}
