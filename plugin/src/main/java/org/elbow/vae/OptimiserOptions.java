package org.elbow.vae;

import java.util.Objects;

import org.elbow.nn.Adam;
import org.elbow.nn.Adamax;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.Momentum;
import org.elbow.nn.Optimiser;

/**
 * What takes the steps of training.
 *
 * @param kind the rule
 * @param momentum how much of the last step goes into the next, in [0, 1); used by {@link Kind#MOMENTUM} alone
 * @param largestNorm a gradient whose Euclidean norm is larger is scaled down to it; 0 for no limit
 * @param schedule how the learning rate changes over the epochs
 */
public record OptimiserOptions(Kind kind, double momentum, double largestNorm, LearningRateSchedule schedule) {

    /** A rule by which parameters follow the gradient. */
    public enum Kind {

        /** Adam (Kingma and Ba 2015, Algorithm 1). */
        ADAM,

        /** Adamax (Kingma and Ba 2015, Algorithm 2). */
        ADAMAX,

        /** Stochastic gradient descent with momentum. */
        MOMENTUM
    }

    /** @throws IllegalArgumentException if a value is out of the range above */
    public OptimiserOptions {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(schedule, "schedule");
        if (!(momentum >= 0 && momentum < 1)) {
            throw new IllegalArgumentException("The momentum is " + momentum + "; it must be 0 or more and below 1.");
        }
        if (!(largestNorm >= 0) || Double.isInfinite(largestNorm)) {
            throw new IllegalArgumentException(
                "The largest norm of the gradient is " + largestNorm + "; it must be 0 (no limit) or a positive number.");
        }
    }

    /** @return Adam with a constant learning rate and no limit to the gradient */
    public static OptimiserOptions adam() {
        return new OptimiserOptions(Kind.ADAM, 0.9, 0, LearningRateSchedule.CONSTANT);
    }

    /** @return the optimiser of these parameters, to be closed */
    Optimiser create(final FloatBlock parameters) {
        return switch (kind) {
            case ADAM -> new Adam(parameters);
            case ADAMAX -> new Adamax(parameters);
            case MOMENTUM -> new Momentum(parameters, momentum);
        };
    }
}
