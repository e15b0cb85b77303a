package org.elbow.hamiltonian;

import org.elbow.vae.MainTerm;
import org.elbow.vae.Objective;
import org.elbow.vae.TrainingOptions;
import org.elbow.vae.VaePass;

/**
 * The Hamiltonian variational auto-encoder's bound (Caterini, Doucet, Sejdinovic 2018, Algorithm 1) as what training minimises.
 *
 * @param options K, tempering and step sizes
 */
public record HamiltonianBound(HamiltonianOptions options) implements Objective.Bound {

    /** The name of the learned step sizes, [latent] or [K · latent], in {@link org.elbow.vae.VaeModel#learned()}. */
    public static final String STEP_SIZES = "hamiltonian.step";

    /** The name of the factors αₖ by which the momentum is cooled, [K]. */
    public static final String ALPHAS = "hamiltonian.alphas";

    /** The name of √β₀, a single number. */
    public static final String SQRT_BETA0 = "hamiltonian.sqrt_beta0";

    /** @return an objective that is this bound alone */
    public static Objective objective(final HamiltonianOptions options) {
        return new Objective(new HamiltonianBound(options), java.util.List.of());
    }

    @Override
    public MainTerm create(final VaePass batch, final int capacity, final int workers) {
        return new HamiltonianTerm(batch, capacity, new LearnedDynamics(options, batch.latent()), options.tempering());
    }

    @Override
    public void check(final TrainingOptions training) {
        if (training.beta() != 1 || training.betaWarmUpEpochs() != 0) {
            throw new IllegalArgumentException("The Hamiltonian bound has no KL term of its own to weigh, but the KL weight β is "
                + training.beta() + " and the number of warm-up epochs " + training.betaWarmUpEpochs()
                + ". Set β to 1 and the warm-up to 0, or train without Hamiltonian dynamics.");
        }
    }

    @Override
    public String describe(final TrainingOptions training) {
        return "Hamiltonian bound (K = " + options.leapfrogSteps() + ", tempering "
            + options.tempering().name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
