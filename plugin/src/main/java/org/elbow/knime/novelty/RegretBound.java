package org.elbow.knime.novelty;

import org.elbow.novelty.LikelihoodBound;
import org.knime.node.parameters.widget.choices.Label;

/** The bounds of the likelihood between which regret is measured. */
enum RegretBound {

    /** The ELBO. */
    @Label(value = "ELBO", description = "The evidence lower bound, which is also what is optimised.")
    ELBO(LikelihoodBound.ELBO),

    /** The importance-weighted bound. */
    @Label(value = "IWAE", description = "The importance-weighted bound (Burda, Grosse and Salakhutdinov 2016). It is closer to "
        + "the likelihood, the closer the more draws there are, and forgives codes that are only a little off.")
    IWAE(LikelihoodBound.IWAE);

    private final LikelihoodBound bound;

    RegretBound(final LikelihoodBound bound) {
        this.bound = bound;
    }

    LikelihoodBound bound() {
        return bound;
    }
}
