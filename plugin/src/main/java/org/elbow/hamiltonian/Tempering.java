package org.elbow.hamiltonian;

/** How the momentum is cooled along the trajectory of Hamiltonian dynamics (Caterini et al. 2018, section 3). */
public enum Tempering {

    /** Not at all: β₀ = 1, αₖ = 1. */
    NONE,

    /** By the paper's quadratic scheme: 1/√βₖ = (1 − 1/√β₀) k²/K² + 1/√β₀, with √β₀ learned in (0, 1). */
    QUADRATIC,

    /** Freely: every αₖ is learned in (0, 1), and √β₀ is their product. */
    FREE
}
