package org.elbow.knime.novelty;

import java.util.ArrayList;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.novelty.ImportanceWeightedLikelihood;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.vae.VaeModel;

/** The scores that the node offers; each is higher for rows that are more novel. */
enum ScoreKind {

    /** The gain in ELBO when the posterior is optimised for the row. */
    LIKELIHOOD_REGRET("Likelihood regret") {
        @Override
        double[] score(final VaeModel model, final FeatureMatrix rows, final OodScorerParameters parameters,
            final Progress progress) {
            return LikelihoodRegret.score(model, rows, parameters.regret(), progress).regret();
        }
    },

    /** Minus the importance-weighted log-likelihood. */
    NEGATIVE_LOG_LIKELIHOOD("Negative log-likelihood") {
        @Override
        double[] score(final VaeModel model, final FeatureMatrix rows, final OodScorerParameters parameters,
            final Progress progress) {
            final double[] scores =
                ImportanceWeightedLikelihood.logLikelihood(model, rows, parameters.importanceSampling(), progress);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = -scores[i];
            }
            return scores;
        }
    };

    private final String title;

    ScoreKind(final String title) {
        this.title = title;
    }

    /** The score's name, for columns and rows. */
    String title() {
        return title;
    }

    /** The score of each row, in nats; none for no rows. */
    abstract double[] score(VaeModel model, FeatureMatrix rows, OodScorerParameters parameters, Progress progress);

    /** The scores that are asked for. */
    static List<ScoreKind> chosen(final OodScorerParameters parameters) {
        final List<ScoreKind> chosen = new ArrayList<>();
        if (parameters.m_likelihoodRegret) {
            chosen.add(LIKELIHOOD_REGRET);
        }
        if (parameters.m_negativeLogLikelihood) {
            chosen.add(NEGATIVE_LOG_LIKELIHOOD);
        }
        return chosen;
    }
}
