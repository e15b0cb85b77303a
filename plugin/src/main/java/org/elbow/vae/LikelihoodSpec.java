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
     */
    public record Group(LikelihoodFamily family, int features) {

        /** @throws IllegalArgumentException if there is no feature */
        public Group {
            Objects.requireNonNull(family, "family");
            if (features < 1) {
                throw new IllegalArgumentException(
                    "A " + family + " group of a likelihood has " + features + " features; it needs at least 1.");
            }
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

    /** @return features per row */
    public int features() {
        return groups.stream().mapToInt(Group::features).sum();
    }

    /** @return numbers per row that the decoder has to give */
    public int outputs() {
        return features();
    }

    /** @return how many parameters of its own the likelihood learns: the Gaussian features' log-variances */
    public int parameters() {
        return groups.stream().filter(group -> group.family() == LikelihoodFamily.GAUSSIAN).mapToInt(Group::features).sum();
    }

    /** @return the families in words, such as "Bernoulli" */
    public String describe() {
        return groups.stream().map(group -> group.family() == LikelihoodFamily.BERNOULLI ? "Bernoulli" : "Gaussian")
            .distinct().collect(Collectors.joining(" and "));
    }

    /** @return the computing form, for one thread */
    Likelihood create() {
        return Likelihood.of(this);
    }
}
