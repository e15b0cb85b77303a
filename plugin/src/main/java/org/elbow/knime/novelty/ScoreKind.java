package org.elbow.knime.novelty;

import java.util.Arrays;
import java.util.List;

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
        double[] score(final Scoring scoring) {
            return scoring.regret(RegretVariant.POSTERIOR);
        }
    },

    /** The gain in the bound when a copy of the encoder is tuned for the row. */
    ENCODER_REGRET("Likelihood regret (encoder)", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_encoderRegret;
        }

        @Override
        double[] score(final Scoring scoring) {
            return scoring.regret(RegretVariant.ENCODER);
        }
    },

    /** Minus the importance-weighted log-likelihood. */
    NEGATIVE_LOG_LIKELIHOOD("Negative log-likelihood", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_negativeLogLikelihood;
        }

        @Override
        double[] score(final Scoring scoring) {
            return scoring.negativeLogLikelihood();
        }
    },

    /** The background model's log-likelihood minus the model's. */
    LIKELIHOOD_RATIO("Likelihood ratio", "nats") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_likelihoodRatio;
        }

        @Override
        double[] score(final Scoring scoring) {
            return scoring.likelihoodRatio();
        }
    },

    /** The bits that the model needs per dimension, minus those of a lossless compressor. */
    INPUT_COMPLEXITY("Input complexity", "bits per dimension") {
        @Override
        boolean isChosen(final OodScorerParameters parameters) {
            return parameters.m_inputComplexity;
        }

        @Override
        double[] score(final Scoring scoring) {
            return scoring.inputComplexity();
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

    /** The score of each of the scoring's current rows; NaN where it leaves the range of numbers. */
    abstract double[] score(Scoring scoring);

    /** The scores that are asked for. */
    static List<ScoreKind> chosen(final OodScorerParameters parameters) {
        return Arrays.stream(values()).filter(kind -> kind.isChosen(parameters)).toList();
    }
}
