package org.elbow.hamiltonian;

/**
 * Hamiltonian dynamics in the latent space.
 *
 * @param leapfrogSteps K, between 1 and 1000
 * @param tempering how the momentum is cooled
 * @param stepPerStep whether each leapfrog step has step sizes of its own; otherwise there is one per latent dimension
 * @param initialStep the step size that training starts from, in (0, largestStep)
 * @param largestStep the bound below which step sizes are learned, in (0, 10]
 */
public record HamiltonianOptions(int leapfrogSteps, Tempering tempering, boolean stepPerStep, double initialStep,
    double largestStep) {

    /** @throws IllegalArgumentException if a value is out of the range above */
    public HamiltonianOptions {
        if (leapfrogSteps < 1 || leapfrogSteps > 1000) {
            throw new IllegalArgumentException(
                "The number of leapfrog steps is " + leapfrogSteps + "; it must be between 1 and 1000.");
        }
        if (tempering == null) {
            throw new IllegalArgumentException("No tempering is chosen.");
        }
        if (!(largestStep > 0 && largestStep <= 10)) {
            throw new IllegalArgumentException(
                "The largest step size is " + largestStep + "; it must be above 0 and at most 10.");
        }
        if (!(initialStep > 0 && initialStep < largestStep)) {
            throw new IllegalArgumentException("The initial step size is " + initialStep
                + "; it must be above 0 and below the largest step size, which is " + largestStep + ".");
        }
    }

    /** @return three leapfrog steps, quadratic tempering, one step size per dimension that starts at 0.2 and stays below 0.5 */
    public static HamiltonianOptions defaults() {
        return new HamiltonianOptions(3, Tempering.QUADRATIC, false, 0.2, 0.5);
    }

    /** @return the same with another number of leapfrog steps */
    public HamiltonianOptions withLeapfrogSteps(final int value) {
        return new HamiltonianOptions(value, tempering, stepPerStep, initialStep, largestStep);
    }

    /** @return the same with another tempering */
    public HamiltonianOptions withTempering(final Tempering value) {
        return new HamiltonianOptions(leapfrogSteps, value, stepPerStep, initialStep, largestStep);
    }
}
