package org.elbow.hamiltonian;

/**
 * The numbers that govern a trajectory: step sizes ε, the cooling factors αₖ and √β₀.
 *
 * @param steps ε per leapfrog step and latent dimension, [K][latent]
 * @param alphas αₖ, [K]
 * @param sqrtBeta0 √β₀, in (0, 1]
 */
public record Dynamics(double[][] steps, double[] alphas, double sqrtBeta0) {

    /** @return how many leapfrog steps there are */
    public int leapfrogSteps() {
        return alphas.length;
    }

    /** @return αₖ of the paper's quadratic scheme, k = 1 … K */
    static double[] quadraticAlphas(final int leapfrogSteps, final double sqrtBeta0) {
        final double[] alphas = new double[leapfrogSteps];
        double before = 1 / sqrtBeta0;
        for (int k = 1; k <= leapfrogSteps; k++) {
            final double inverse = inverseSqrtBeta(k, leapfrogSteps, sqrtBeta0);
            alphas[k - 1] = inverse / before; // √β_{k−1}/√βₖ
            before = inverse;
        }
        return alphas;
    }

    /** 1/√βₖ of the quadratic scheme. */
    private static double inverseSqrtBeta(final int k, final int leapfrogSteps, final double sqrtBeta0) {
        final double share = (double)k * k / ((double)leapfrogSteps * leapfrogSteps);
        return (1 - 1 / sqrtBeta0) * share + 1 / sqrtBeta0;
    }

    /** d αₖ/d √β₀ of the quadratic scheme. */
    static double[] quadraticAlphaSlopes(final int leapfrogSteps, final double sqrtBeta0) {
        final double[] slopes = new double[leapfrogSteps];
        double before = 1 / sqrtBeta0;
        double beforeSlope = -1 / (sqrtBeta0 * sqrtBeta0);
        for (int k = 1; k <= leapfrogSteps; k++) {
            final double share = (double)k * k / ((double)leapfrogSteps * leapfrogSteps);
            final double inverse = inverseSqrtBeta(k, leapfrogSteps, sqrtBeta0);
            final double slope = (share - 1) / (sqrtBeta0 * sqrtBeta0);
            slopes[k - 1] = (slope * before - inverse * beforeSlope) / (before * before);
            before = inverse;
            beforeSlope = slope;
        }
        return slopes;
    }
}
