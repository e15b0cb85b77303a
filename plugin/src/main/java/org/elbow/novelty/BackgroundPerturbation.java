package org.elbow.novelty;

import java.util.Locale;
import java.util.SplittableRandom;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.InputPerturbation;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;

/**
 * What makes a model a background model (Ren et al. 2019, Algorithm 1): in every training step each value is replaced by a
 * random one with probability μ. What belongs together in a row is torn apart, what all rows have in common is still learned.
 *
 * <p>The random value is uniform on what the likelihood allows: one of the 256 grey levels k/255 for a Bernoulli feature, one
 * of the classes for a categorical feature, one of the values of a nominal column, whose features change together. A Gaussian
 * feature has no such range; it takes its value in another training row, drawn at random.
 *
 * @param rate μ, in (0, 1]; 0.1 to 0.3 in the paper
 * @param likelihood the distribution of a row
 * @param rows the training rows, [rows, features]; not changed, and not to be closed while the perturbation is in use
 * @param seed of the replacements
 */
public record BackgroundPerturbation(double rate, LikelihoodSpec likelihood, FeatureMatrix rows, long seed)
        implements InputPerturbation {

    private static final String IN_WORDS = "background model (inputs replaced at rate ";

    private static final int GREY_LEVELS = 256;

    /** @throws IllegalArgumentException if the rate is out of range, or rows and likelihood differ in width */
    public BackgroundPerturbation {
        requireRate(rate);
        if (likelihood.features() != rows.columns()) {
            throw new IllegalArgumentException("The rows have " + rows.columns() + " features, but the likelihood covers "
                + likelihood.features() + ".");
        }
    }

    /**
     * Checks a perturbation rate.
     *
     * @return the rate
     * @throws IllegalArgumentException if it is not in (0, 1]
     */
    public static double requireRate(final double rate) {
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException(
                "The perturbation rate of the background model is " + rate + "; it must be above 0 and at most 1.");
        }
        return rate;
    }

    @Override
    public void apply(final float[] features, final long step, final int row) {
        final SplittableRandom random = RandomStreams.of(seed, step, row);
        int from = 0;
        for (final Group group : likelihood.groups()) {
            switch (group.family()) {
                case BERNOULLI -> levels(features, from, group.features(), GREY_LEVELS, random);
                case CATEGORICAL -> levels(features, from, group.features(), group.classes(), random);
                case GAUSSIAN -> otherRows(features, from, group.features(), random);
                case ONE_HOT -> {
                    if (random.nextDouble() < rate) {
                        java.util.Arrays.fill(features, from, from + group.features(), 0);
                        features[from + random.nextInt(group.features())] = 1;
                    }
                }
            }
            from += group.features();
        }
    }

    private void levels(final float[] features, final int from, final int count, final int levels,
        final SplittableRandom random) {
        for (int feature = from; feature < from + count; feature++) {
            if (random.nextDouble() < rate) {
                features[feature] = (float)random.nextInt(levels) / (levels - 1);
            }
        }
    }

    private void otherRows(final float[] features, final int from, final int count, final SplittableRandom random) {
        for (int feature = from; feature < from + count; feature++) {
            if (random.nextDouble() < rate) {
                features[feature] = rows.get(random.nextInt(rows.rows()), feature);
            }
        }
    }

    @Override
    public String describe() {
        return describe(rate);
    }

    /** @return a perturbation at that rate, in words for a user */
    public static String describe(final double rate) {
        return String.format(Locale.ROOT, IN_WORDS + "%s)", rate);
    }

    /**
     * Tells whether a model is a background model.
     *
     * @param objective that the model was trained on, in words, as its training record has it
     * @return whether random values took the place of some of its inputs
     */
    public static boolean isPartOf(final String objective) {
        return objective.contains(IN_WORDS);
    }
}
