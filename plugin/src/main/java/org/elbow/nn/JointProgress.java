package org.elbow.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * The progress of several works that take turns, for instance chunk by chunk of a table: what is shown is the mean of what is
 * done of each, weighted by how long they take.
 */
public final class JointProgress {

    private final Progress progress;

    private final List<Double> weights = new ArrayList<>();

    private final List<Double> done = new ArrayList<>();

    /** @param progress hears of all works together */
    public JointProgress(final Progress progress) {
        this.progress = progress;
    }

    /**
     * Adds a work; all are added before the first begins.
     *
     * @param weight how long it takes, relative to the others; at least 0, and above 0 for one of them
     * @return the progress of that work
     */
    public Progress work(final double weight) {
        final int number = weights.size();
        weights.add(weight);
        done.add(0.0);
        return (fraction, message) -> {
            done.set(number, fraction);
            progress.update(together(), message);
        };
    }

    private double together() {
        double sum = 0;
        double whole = 0;
        for (int i = 0; i < weights.size(); i++) {
            sum += weights.get(i) * done.get(i);
            whole += weights.get(i);
        }
        return sum / whole;
    }
}
