package org.elbow.vae;

import org.elbow.nn.Pass;

/** The term that bounds the likelihood; a loss has one, and may have penalties beside it. */
public interface MainTerm extends LossTerm {

    /** @return −log p(x|z) of a row in nats, after {@link #forward} */
    double reconstruction(int row);

    /** @return what the bound has beside the reconstruction, in nats, without its weight: for the ELBO, KL(q(z|x) ‖ p(z)) */
    double divergence(int row);

    /** @return the pass through the decoder whose input is the code drawn from the encoder's posterior */
    Pass decoderPass();
}
