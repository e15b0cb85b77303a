package org.elbow.vae;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What training minimises: a bound of the negative log-likelihood, and penalties.
 *
 * @param bound makes the bound
 * @param penalties make what is added to it
 * @param perturbation changes the rows before
 */
public record Objective(Bound bound, List<Penalty> penalties, InputPerturbation perturbation) {

    /** Makes a bound for a training. */
    public interface Bound {
        /**
         * @param batch the pass that holds the batch and its encoder; not closed by the term
         * @param capacity the largest batch, in rows
         * @param workers how many threads will work on it
         * @return the term
         */
        MainTerm create(VaePass batch, int capacity, int workers);

        /**
         * @param options of the training, whose weight of the KL term may be part of the bound
         * @return the bound in words for a user
         */
        String describe(TrainingOptions options);

        /**
         * Refuses options that the bound has no use for.
         *
         * @param options of the training
         * @throws IllegalArgumentException if one of them is set, with its value
         */
        default void check(final TrainingOptions options) {
            // most bounds take all options
        }
    }

    /** Makes a penalty for a training. */
    public interface Penalty {
        /**
         * @param batch the pass that holds the batch and its encoder; not closed by the term
         * @param main the bound beside it
         * @param capacity the largest batch, in rows
         * @param workers how many threads will work on it
         * @return the term
         */
        LossTerm create(VaePass batch, MainTerm main, int capacity, int workers);

        /** @return the penalty in words for a user */
        String describe();
    }

    /** Keeps a copy of the list. */
    public Objective {
        Objects.requireNonNull(bound);
        penalties = List.copyOf(penalties);
        Objects.requireNonNull(perturbation);
    }

    /** An objective on the rows as they are. */
    public Objective(final Bound bound, final List<Penalty> penalties) {
        this(bound, penalties, InputPerturbation.NONE);
    }

    /** @return the evidence lower bound with its weighted KL term, without penalties */
    public static Objective elbo() {
        return new Objective(new Bound() {
            @Override
            public MainTerm create(final VaePass batch, final int capacity, final int workers) {
                return new ElboTerm(batch, capacity);
            }

            @Override
            public String describe(final TrainingOptions options) {
                final double beta = options.beta();
                return (beta == 1 ? "ELBO" : "ELBO with β = " + (beta == Math.rint(beta) ? "" + (long)beta : "" + beta))
                    + (options.betaWarmUpEpochs() == 0 ? "" : ", warmed up over " + options.betaWarmUpEpochs() + " epochs");
            }
        }, List.of());
    }

    /** @return the same with one more penalty */
    public Objective plus(final Penalty penalty) {
        return new Objective(bound, Stream.concat(penalties.stream(), Stream.of(penalty)).toList(), perturbation);
    }

    /** @return the same on rows that are changed at random in each step */
    public Objective on(final InputPerturbation value) {
        return new Objective(bound, penalties, value);
    }

    /**
     * @param options of the training
     * @return the objective in words, such as "ELBO with β = 4, Jacobian L1 (γ = 0.1)"
     */
    public String describe(final TrainingOptions options) {
        final Stream<String> terms =
            Stream.concat(Stream.of(bound.describe(options)), penalties.stream().map(Penalty::describe));
        return (perturbation == InputPerturbation.NONE ? terms : Stream.concat(terms, Stream.of(perturbation.describe())))
            .collect(Collectors.joining(", "));
    }
}
