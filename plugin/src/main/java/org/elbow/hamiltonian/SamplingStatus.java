package org.elbow.hamiltonian;

/** What has become of a row that was sampled. */
public enum SamplingStatus {

    /** There are numbers for it. */
    OK("ok"),

    /** The steps are too large for this row: the energy changed beyond measure in most of its trajectories. */
    DIVERGED("diverged"),

    /** The row lies so far from all that was trained on that its likelihood is beyond the range of numbers. */
    OUT_OF_RANGE("out of range");

    /** A trajectory whose energy changes by more than this, in nats, has diverged. */
    static final double LARGEST_ENERGY_ERROR = 1000;

    private final String text;

    SamplingStatus(final String text) {
        this.text = text;
    }

    /** @return the status in words */
    public String inWords() {
        return text;
    }

    /** Whether a trajectory with this error of the energy has diverged; NaN has. */
    static boolean isDivergence(final double energyError) {
        return !(Math.abs(energyError) <= LARGEST_ENERGY_ERROR);
    }
}
