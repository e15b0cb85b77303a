package org.elbow.hamiltonian;

/**
 * The derivative of the loss by the numbers that govern the trajectory.
 *
 * @param steps by ε, [K][latent]
 * @param alphas by αₖ; with free tempering √β₀ depends on these, and its derivative is contained
 * @param sqrtBeta0 by √β₀; with quadratic tempering αₖ depend on it, and their derivatives are contained
 */
record DynamicsGradient(double[][] steps, double[] alphas, double sqrtBeta0) {
}
