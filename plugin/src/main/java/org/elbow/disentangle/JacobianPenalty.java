package org.elbow.disentangle;

import org.elbow.vae.LossTerm;
import org.elbow.vae.MainTerm;
import org.elbow.vae.Objective;
import org.elbow.vae.StepContext;
import org.elbow.vae.VaePass;

/**
 * The L1 norm of the decoder's Jacobian (Rhodes and Lee 2021, equation 5): γ · Σᵢ Σ_d |∂ mean_d(z)/∂zᵢ| with mean(z) the mean
 * of p(x|z), at the sampled code, which is held constant. Its sparsity ties each latent dimension to few features.
 *
 * <p>Exact: the unit vectors of the latent space are pushed through the decoder as tangents, and the derivative of their norm
 * by the weights comes back through the same pass.
 *
 * @param gamma γ, 0 or more
 * @param warmUpEpochs epochs over which γ rises from 0; 0 for none
 */
public record JacobianPenalty(double gamma, double warmUpEpochs) implements Objective.Penalty {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public JacobianPenalty {
        if (!(gamma >= 0 && gamma <= 1e6)) {
            throw new IllegalArgumentException(
                "The weight γ of the Jacobian penalty is " + gamma + "; it must be between 0 and 1,000,000.");
        }
        if (!(warmUpEpochs >= 0)) {
            throw new IllegalArgumentException(
                "The number of warm-up epochs of the Jacobian penalty is " + warmUpEpochs + "; it must be 0 or more.");
        }
    }

    @Override
    public LossTerm create(final VaePass batch, final MainTerm main, final int capacity, final int workers) {
        return new JacobianTerm(this, batch, main, capacity, workers);
    }

    @Override
    public String describe() {
        return "Jacobian L1 (γ = " + gamma + ")";
    }

    /** γ in a step. */
    double weight(final StepContext step) {
        return warmUpEpochs == 0 ? gamma : gamma * Math.min(1, step.epochs() / warmUpEpochs);
    }
}
