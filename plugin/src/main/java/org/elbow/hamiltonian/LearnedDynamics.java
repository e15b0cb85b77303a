package org.elbow.hamiltonian;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Step sizes and tempering as they are learned: each inside its bounds, as a sigmoid of a number without bounds, by Adam
 * (Kingma and Ba 2015).
 */
final class LearnedDynamics {

    private static final double BETA1 = 0.9;

    private static final double BETA2 = 0.999;

    private static final double EPSILON = 1e-8;

    private final HamiltonianOptions options;

    private final int latent;

    private final double[] raw;

    private final double[] firstMoments;

    private final double[] secondMoments;

    private long updates;

    LearnedDynamics(final HamiltonianOptions options, final int latent) {
        this.options = options;
        this.latent = latent;
        raw = new double[stepCount() + temperingCount()];
        firstMoments = new double[raw.length];
        secondMoments = new double[raw.length];
        java.util.Arrays.fill(raw, 0, stepCount(), logit(options.initialStep() / options.largestStep()));
        // √β₀ starts at 0.9, whether it is one number or a product of K
        java.util.Arrays.fill(raw, stepCount(), raw.length,
            logit(options.tempering() == Tempering.FREE ? Math.pow(0.9, 1.0 / options.leapfrogSteps()) : 0.9));
    }

    /**
     * Begins with dynamics that were learned before, as far as they fit: step sizes that all leapfrog steps share serve any
     * number of steps, those of single steps the same number; the cooling factors serve the same number of steps, and √β₀ any.
     * What does not fit, or was not learned, stays as the options have it.
     *
     * @param learned as {@link #learned} gave it, perhaps with other options; empty if there was none
     * @throws IllegalArgumentException if a step size is not below the bound that the options give
     */
    void startFrom(final Map<String, float[]> learned) {
        final float[] sizes = learned.getOrDefault(HamiltonianBound.STEP_SIZES, new float[0]);
        if (sizes.length == latent || sizes.length == stepCount()) {
            for (int j = 0; j < stepCount(); j++) {
                raw[j] = logit(withinBound(sizes[j % sizes.length]) / options.largestStep());
            }
        }
        final float[] alphas = learned.getOrDefault(HamiltonianBound.ALPHAS, new float[0]);
        final float[] sqrtBeta0 = learned.getOrDefault(HamiltonianBound.SQRT_BETA0, new float[0]);
        if (options.tempering() == Tempering.FREE && alphas.length == options.leapfrogSteps() && areCooling(alphas)) {
            for (int k = 0; k < alphas.length; k++) {
                raw[stepCount() + k] = logit(alphas[k]);
            }
        } else if (options.tempering() != Tempering.NONE && sqrtBeta0.length == 1 && areCooling(sqrtBeta0)) {
            final double each = options.tempering() == Tempering.FREE ? 1.0 / options.leapfrogSteps() : 1;
            java.util.Arrays.fill(raw, stepCount(), raw.length, logit(Math.pow(sqrtBeta0[0], each)));
        }
    }

    /** Learned without tempering they are 1, of which there is no logit. */
    private static boolean areCooling(final float[] factors) {
        for (final float factor : factors) {
            if (!(factor > 0 && factor < 1)) {
                return false;
            }
        }
        return true;
    }

    private double withinBound(final float size) {
        if (!(size > 0 && size < options.largestStep())) {
            throw new IllegalArgumentException("The model to continue from has learned the step size " + size
                + ", but step sizes have to stay below " + options.largestStep() + ". Raise the largest step size.");
        }
        return size;
    }

    private int stepCount() {
        return options.stepPerStep() ? options.leapfrogSteps() * latent : latent;
    }

    private int temperingCount() {
        return switch (options.tempering()) {
            case NONE -> 0;
            case QUADRATIC -> 1;
            case FREE -> options.leapfrogSteps();
        };
    }

    /** The dynamics as they are now. */
    Dynamics dynamics() {
        final int steps = options.leapfrogSteps();
        final double[][] sizes = new double[steps][latent];
        for (int k = 0; k < steps; k++) {
            for (int i = 0; i < latent; i++) {
                sizes[k][i] = options.largestStep() * sigmoid(raw[options.stepPerStep() ? k * latent + i : i]);
            }
        }
        final double[] alphas = new double[steps];
        double sqrtBeta0 = 1;
        switch (options.tempering()) {
            case NONE -> java.util.Arrays.fill(alphas, 1);
            case QUADRATIC -> {
                sqrtBeta0 = sigmoid(raw[stepCount()]);
                System.arraycopy(Dynamics.quadraticAlphas(steps, sqrtBeta0), 0, alphas, 0, steps);
            }
            case FREE -> {
                for (int k = 0; k < steps; k++) {
                    alphas[k] = sigmoid(raw[stepCount() + k]);
                    sqrtBeta0 *= alphas[k];
                }
            }
        }
        return new Dynamics(sizes, alphas, sqrtBeta0);
    }

    /** Takes a step against the gradient of the loss by step sizes, √β₀ and αₖ, as {@link DynamicsGradient} holds it. */
    void update(final DynamicsGradient gradient, final double learningRate) {
        updates++;
        final Dynamics now = dynamics();
        for (int k = 0; k < options.leapfrogSteps(); k++) {
            if (options.tempering() == Tempering.FREE) {
                final double alpha = now.alphas()[k];
                move(stepCount() + k, gradient.alphas()[k] * alpha * (1 - alpha), learningRate);
            }
        }
        if (options.tempering() == Tempering.QUADRATIC) {
            move(stepCount(), gradient.sqrtBeta0() * now.sqrtBeta0() * (1 - now.sqrtBeta0()), learningRate);
        }
        for (int j = 0; j < stepCount(); j++) {
            double sum = 0;
            for (int k = options.stepPerStep() ? j / latent : 0; k < options.leapfrogSteps(); k++) {
                sum += gradient.steps()[k][j % latent];
                if (options.stepPerStep()) {
                    break;
                }
            }
            final double share = sigmoid(raw[j]);
            move(j, sum * options.largestStep() * share * (1 - share), learningRate);
        }
    }

    private void move(final int i, final double gradient, final double learningRate) {
        firstMoments[i] = BETA1 * firstMoments[i] + (1 - BETA1) * gradient;
        secondMoments[i] = BETA2 * secondMoments[i] + (1 - BETA2) * gradient * gradient;
        final double m = firstMoments[i] / (1 - Math.pow(BETA1, updates));
        final double v = secondMoments[i] / (1 - Math.pow(BETA2, updates));
        raw[i] -= learningRate * m / (Math.sqrt(v) + EPSILON);
    }

    /** Copies of what has been learned, by name. */
    Map<String, float[]> learned() {
        final Dynamics now = dynamics();
        final Map<String, float[]> learned = new LinkedHashMap<>();
        final float[] steps = new float[stepCount()];
        for (int j = 0; j < steps.length; j++) {
            steps[j] = (float)now.steps()[j / latent][j % latent];
        }
        final float[] alphas = new float[now.alphas().length];
        for (int k = 0; k < alphas.length; k++) {
            alphas[k] = (float)now.alphas()[k];
        }
        learned.put(HamiltonianBound.STEP_SIZES, steps);
        learned.put(HamiltonianBound.ALPHAS, alphas);
        learned.put(HamiltonianBound.SQRT_BETA0, new float[]{(float)now.sqrtBeta0()});
        return learned;
    }

    private static double sigmoid(final double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double logit(final double p) {
        return Math.log(p / (1 - p));
    }
}
