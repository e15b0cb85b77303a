package org.elbow.vae;

/**
 * How the learning rate changes in the course of training, as a factor on the rate that training starts with.
 */
public sealed interface LearningRateSchedule {

    /** The rate stays what it is. */
    LearningRateSchedule CONSTANT = new Constant();

    /**
     * The factor for one step.
     *
     * @param epochsDone how much of the training has been done before the step, in [0, epochs), 2.5 being the middle of the
     *            third epoch
     * @param epochs how many epochs are planned, at least 1
     * @return in (0, 1], or [0, 1] for {@link Cosine}; 1 at the beginning
     */
    double factor(double epochsDone, int epochs);

    /** The rate stays what it is. */
    record Constant() implements LearningRateSchedule {
        @Override
        public double factor(final double epochsDone, final int epochs) {
            return 1;
        }
    }

    /**
     * Each epoch's rate is that of the epoch before, times a factor.
     *
     * @param decay the factor, in (0, 1]
     */
    record Exponential(double decay) implements LearningRateSchedule {

        /** @throws IllegalArgumentException if the factor is out of range */
        public Exponential {
            requireDecay(decay);
        }

        @Override
        public double factor(final double epochsDone, final int epochs) {
            return Math.pow(decay, Math.floor(epochsDone));
        }
    }

    /**
     * The rate is multiplied by a factor every few epochs.
     *
     * @param decay the factor, in (0, 1]
     * @param everyEpochs after how many epochs, at least 1
     */
    record Step(double decay, int everyEpochs) implements LearningRateSchedule {

        /** @throws IllegalArgumentException if a number is out of range */
        public Step {
            requireDecay(decay);
            if (everyEpochs < 1) {
                throw new IllegalArgumentException(
                    "The number of epochs after which the learning rate falls is " + everyEpochs + "; it must be at least 1.");
            }
        }

        @Override
        public double factor(final double epochsDone, final int epochs) {
            return Math.pow(decay, Math.floor(epochsDone / everyEpochs));
        }
    }

    /**
     * The rate falls along half a period of the cosine, step by step, to a share of what it was (Loshchilov and Hutter 2017,
     * equation 5, without restarts): r + (1 − r) (1 + cos(π t/T))/2 after t of T epochs.
     *
     * @param finalShare r, reached at the end of the last epoch planned, in [0, 1]
     */
    record Cosine(double finalShare) implements LearningRateSchedule {

        /** @throws IllegalArgumentException if the share is out of range */
        public Cosine {
            if (!(finalShare >= 0 && finalShare <= 1)) {
                throw new IllegalArgumentException("The share of the learning rate that is left at the end is " + finalShare
                    + "; it must be between 0 and 1.");
            }
        }

        @Override
        public double factor(final double epochsDone, final int epochs) {
            return finalShare + (1 - finalShare) * (1 + Math.cos(Math.PI * Math.min(1, epochsDone / epochs))) / 2;
        }
    }

    private static void requireDecay(final double decay) {
        if (!(decay > 0 && decay <= 1)) {
            throw new IllegalArgumentException(
                "The factor by which the learning rate falls is " + decay + "; it must be above 0 and at most 1.");
        }
    }
}
