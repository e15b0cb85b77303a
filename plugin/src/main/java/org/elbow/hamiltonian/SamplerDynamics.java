package org.elbow.hamiltonian;

import java.util.Arrays;
import java.util.Map;

import org.elbow.vae.VaeModel;

/**
 * Which Hamiltonian dynamics a sampler runs: those that the model learned with its objective, or dynamics of one's own, for
 * models that learned none. Without cooling the energy is kept but for the integration's error, and an importance weight is what
 * it was before the trajectory: estimates gain nothing then.
 *
 * @param preferLearned whether the model's learned dynamics are taken where it has any; the values below are then for the others
 * @param leapfrogSteps K, between 1 and 1000
 * @param stepSize ε, in (0, 10]
 * @param relative whether ε is multiplied, dimension by dimension, by the standard deviation of the encoder's posterior
 * @param tempering how the momentum is cooled; {@link Tempering#FREE} cools by the same factor at every step
 * @param sqrtBeta0 √β₀ where the momentum is cooled, in (0, 1]
 * @param tuned whether ε is multiplied by a factor that suits the row; in chains also where it was learned, in estimates not
 */
public record SamplerDynamics(boolean preferLearned, int leapfrogSteps, double stepSize, boolean relative, Tempering tempering,
    double sqrtBeta0, boolean tuned) {

    private static final String STEP = "hamiltonian.step";

    private static final String ALPHAS = "hamiltonian.alphas";

    private static final String SQRT_BETA0 = "hamiltonian.sqrt_beta0";

    /** @throws IllegalArgumentException if a value is out of the range above */
    public SamplerDynamics {
        SamplerOptions.require(leapfrogSteps >= 1 && leapfrogSteps <= 1000, "number of leapfrog steps", leapfrogSteps,
            "between 1 and 1000");
        SamplerOptions.require(stepSize > 0 && stepSize <= 10, "step size", stepSize, "above 0 and at most 10");
        if (tempering == null) {
            throw new IllegalArgumentException("No tempering is chosen.");
        }
        SamplerOptions.require(sqrtBeta0 > 0 && sqrtBeta0 <= 1, "square root of β₀", sqrtBeta0, "above 0 and at most 1");
    }

    /** @return what the model learned, or else ten steps of 0.2 standard deviations with quadratic cooling from √β₀ = 0.9 */
    public static SamplerDynamics defaults() {
        return new SamplerDynamics(true, 10, 0.2, true, Tempering.QUADRATIC, 0.9, false);
    }

    /**
     * Dynamics of one's own, without cooling, whatever the model learned.
     *
     * @param leapfrogSteps K
     * @param stepSize ε, in standard deviations of the encoder's posterior
     * @return the dynamics
     */
    public static SamplerDynamics of(final int leapfrogSteps, final double stepSize) {
        return new SamplerDynamics(false, leapfrogSteps, stepSize, true, Tempering.NONE, 0.9, false);
    }

    /** @return the same with ε as it stands, instead of relative to the encoder's standard deviation */
    public SamplerDynamics absolute() {
        return new SamplerDynamics(preferLearned, leapfrogSteps, stepSize, false, tempering, sqrtBeta0, tuned);
    }

    /** @return the same with another tempering */
    public SamplerDynamics withTempering(final Tempering value, final double sqrtOfBeta0) {
        return new SamplerDynamics(preferLearned, leapfrogSteps, stepSize, relative, value, sqrtOfBeta0, tuned);
    }

    /** @return the same with ε adapted to each row */
    public SamplerDynamics withTuning() {
        return new SamplerDynamics(preferLearned, leapfrogSteps, stepSize, relative, tempering, sqrtBeta0, true);
    }

    /** @return whether a model's objective learned dynamics */
    public static boolean areLearnedBy(final VaeModel model) {
        return model.learned().containsKey(STEP);
    }

    /**
     * The dynamics for a model.
     *
     * @throws IllegalArgumentException if the dynamics that the model learned are incomplete or out of range
     */
    Chosen forModel(final VaeModel model) {
        final int latent = model.architecture().latent();
        if (preferLearned && areLearnedBy(model)) {
            return new Chosen(learned(model.learned(), latent), true, false, tuned);
        }
        final double[][] steps = new double[leapfrogSteps][latent];
        for (final double[] step : steps) {
            Arrays.fill(step, stepSize);
        }
        final double[] alphas = new double[leapfrogSteps];
        switch (tempering) {
            case NONE -> Arrays.fill(alphas, 1);
            case QUADRATIC -> System.arraycopy(Dynamics.quadraticAlphas(leapfrogSteps, sqrtBeta0), 0, alphas, 0, leapfrogSteps);
            case FREE -> Arrays.fill(alphas, Math.pow(sqrtBeta0, 1.0 / leapfrogSteps));
        }
        return new Chosen(new Dynamics(steps, alphas, tempering == Tempering.NONE ? 1 : sqrtBeta0), false, relative, tuned);
    }

    private static Dynamics learned(final Map<String, float[]> learned, final int latent) {
        final float[] step = learned.get(STEP);
        final float[] alphas = learned.getOrDefault(ALPHAS, new float[0]);
        final float[] sqrtBeta0 = learned.getOrDefault(SQRT_BETA0, new float[0]);
        final int steps = alphas.length;
        if (steps == 0 || sqrtBeta0.length != 1 || step.length != latent && step.length != steps * latent) {
            throw new IllegalArgumentException("The model's learned Hamiltonian dynamics have " + step.length
                + " step sizes, " + steps + " cooling factors and " + sqrtBeta0.length + " √β₀ for a code of " + latent
                + " dimensions; they do not fit. Train the model again, or choose settings of your own.");
        }
        final double[][] sizes = new double[steps][latent];
        final double[] factors = new double[steps];
        for (int k = 0; k < steps; k++) {
            factors[k] = requireLearned(alphas[k], 1, "cooling factor");
            for (int i = 0; i < latent; i++) {
                sizes[k][i] = requireLearned(step[step.length == latent ? i : k * latent + i], 10, "step size");
            }
        }
        return new Dynamics(sizes, factors, requireLearned(sqrtBeta0[0], 1, "√β₀"));
    }

    private static double requireLearned(final float value, final double largest, final String name) {
        if (!(value >= 0 && value <= largest)) {
            throw new IllegalArgumentException("The model learned " + value + " as " + name + "; it must be between 0 and "
                + largest + ". Train the model again, or choose settings of your own.");
        }
        return value;
    }

    /**
     * Dynamics for a model's latent space.
     *
     * @param dynamics ε, αₖ and √β₀
     * @param learned whether the model learned them
     * @param relative whether ε is multiplied by the standard deviation of the encoder's posterior
     * @param tuned whether ε is adapted to each row
     */
    record Chosen(Dynamics dynamics, boolean learned, boolean relative, boolean tuned) {
    }
}
