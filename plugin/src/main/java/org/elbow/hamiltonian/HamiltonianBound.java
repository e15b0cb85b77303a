package org.elbow.hamiltonian;

import org.elbow.vae.MainTerm;
import org.elbow.vae.Objective;
import org.elbow.vae.VaePass;

/**
 * The Hamiltonian variational auto-encoder's bound (Caterini, Doucet, Sejdinovic 2018, Algorithm 1) as what training minimises.
 *
 * @param options K, tempering and step sizes
 */
public record HamiltonianBound(HamiltonianOptions options) implements Objective.Bound {

    /** @return an objective that is this bound alone */
    public static Objective objective(final HamiltonianOptions options) {
        return new Objective(new HamiltonianBound(options), java.util.List.of());
    }

    @Override
    public MainTerm create(final VaePass batch, final int capacity, final int workers) {
        return new HamiltonianTerm(batch, capacity, new LearnedDynamics(options, batch.latent()), options.tempering());
    }

    @Override
    public String describe() {
        return "Hamiltonian bound (K = " + options.leapfrogSteps() + ", tempering "
            + options.tempering().name().toLowerCase(java.util.Locale.ROOT) + ")";
    }
}
