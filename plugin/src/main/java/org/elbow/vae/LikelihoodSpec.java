package org.elbow.vae;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The distribution p(x|z) of a row: groups of neighbouring features, each with a distribution of its own; given the code the
 * features are independent, so that log p(x|z) is the sum over groups.
 *
 * @param groups at least one, in the order of the features
 */
public record LikelihoodSpec(List<Group> groups) {

    /**
     * Neighbouring features of the same family.
     *
     * @param family how they are distributed
     * @param features how many they are, at least 1
     * @param classes how many values a categorical feature takes, at least 2; for a nominal value the number of its features,
     *            which may be 1 and adds nothing then; 1 for families without classes
     */
    public record Group(LikelihoodFamily family, int features, int classes) {

        /** @throws IllegalArgumentException if a number is out of the range above */
        public Group {
            Objects.requireNonNull(family, "family");
            if (features < 1) {
                throw new IllegalArgumentException(
                    "A " + family + " group of a likelihood has " + features + " features; it needs at least 1.");
            }
            final boolean fits = switch (family) {
                case BERNOULLI, GAUSSIAN -> classes == 1;
                case CATEGORICAL -> classes >= 2;
                case ONE_HOT -> classes == features;
            };
            if (!fits) {
                throw new IllegalArgumentException("A " + family + " group of a likelihood with " + features
                    + " features cannot have " + classes + " classes.");
            }
        }

        /** A group of a family without classes. */
        public Group(final LikelihoodFamily family, final int features) {
            this(family, features, family == LikelihoodFamily.ONE_HOT ? features : 1);
        }

        /** @return numbers per row that the decoder has to give */
        public int outputs() {
            return family == LikelihoodFamily.CATEGORICAL ? Math.multiplyExact(features, classes) : features;
        }

        /** @return how many parameters of its own the group learns */
        public int parameters() {
            return family == LikelihoodFamily.GAUSSIAN ? features : 0;
        }
    }

    /** @throws IllegalArgumentException if there is no group */
    public LikelihoodSpec {
        groups = List.copyOf(groups);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("The likelihood covers no feature; it needs at least one group.");
        }
    }

    /** @return the likelihood of {@code features} numbers in [0, 1] */
    public static LikelihoodSpec bernoulli(final int features) {
        return new LikelihoodSpec(List.of(new Group(LikelihoodFamily.BERNOULLI, features)));
    }

    /** @return the likelihood of {@code features} real numbers */
    public static LikelihoodSpec gaussian(final int features) {
        return new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, features)));
    }

    /** @return the likelihood of {@code features} classes each out of {@code classes}, as class/(classes − 1) */
    public static LikelihoodSpec categorical(final int features, final int classes) {
        return new LikelihoodSpec(List.of(new Group(LikelihoodFamily.CATEGORICAL, features, classes)));
    }

    /** @return features per row */
    public int features() {
        return groups.stream().mapToInt(Group::features).sum();
    }

    /** @return numbers per row that the decoder has to give */
    public int outputs() {
        return groups.stream().mapToInt(Group::outputs).reduce(0, Math::addExact);
    }

    /** @return how many parameters of its own the likelihood learns: the Gaussian features' log-variances */
    public int parameters() {
        return groups.stream().mapToInt(Group::parameters).sum();
    }

    /** @return the families in words, such as "Bernoulli" or "Gaussian and categorical" */
    public String describe() {
        return groups.stream().map(group -> group.family().inWords()
            + (group.family() == LikelihoodFamily.CATEGORICAL ? " (" + group.classes() + " classes)" : "")).distinct()
            .collect(Collectors.joining(" and "));
    }

    /** @return the computing form, for one thread */
    Likelihood create() {
        return Likelihood.of(this);
    }
}
