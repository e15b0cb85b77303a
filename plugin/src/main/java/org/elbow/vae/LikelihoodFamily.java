package org.elbow.vae;

/** How a feature is distributed, given the code. */
public enum LikelihoodFamily {

    /** x in [0, 1]; the decoder gives the logit of the mean: log p = x o − log(1 + eᵒ). */
    BERNOULLI,

    /** x any number; the decoder gives the mean, and each feature has a learned log-variance. */
    GAUSSIAN,

    /**
     * x one of a number of ordered classes, given as class/(classes − 1) in [0, 1]: 256 classes for pixels, as in the
     * likelihood-regret paper. The decoder gives a logit per class: log p = softmax(o) at the class.
     */
    CATEGORICAL,

    /** One nominal value, given as one feature per class of which one is 1 and the others are 0; logits per class. */
    ONE_HOT;

    /** @return the name as it stands in a sentence */
    public String inWords() {
        return switch (this) {
            case BERNOULLI -> "Bernoulli";
            case GAUSSIAN -> "Gaussian";
            case CATEGORICAL -> "categorical";
            case ONE_HOT -> "nominal";
        };
    }
}
