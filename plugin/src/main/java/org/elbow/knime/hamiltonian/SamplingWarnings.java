package org.elbow.knime.hamiltonian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.elbow.hamiltonian.HamiltonianEstimates;
import org.elbow.hamiltonian.PosteriorSamples;
import org.elbow.hamiltonian.SamplingStatus;

/** What the user should know about rows whose dynamics did not go well, and what helps. */
final class SamplingWarnings {

    private SamplingWarnings() {
    }

    /**
     * @param estimates of the rows
     * @param tune whether step sizes were to be tuned, as far as they are not learned
     * @return about rows all, most or some of whose trajectories diverged, and those beyond the range of numbers
     */
    static Optional<String> ofTrajectories(final HamiltonianEstimates estimates, final boolean tune) {
        final String remedy = remedy(estimates.learned(), tune && !estimates.learned());
        final List<String> parts = new ArrayList<>();
        add(parts, estimates.status(), "trajectories", remedy);
        final long partly = IntStream.range(0, estimates.rows())
            .filter(row -> estimates.status()[row] == SamplingStatus.OK && estimates.diverged()[row] > 0).count();
        if (partly > 0) {
            parts.add("Some trajectories of " + rows(partly) + " diverged: the Hamiltonian bounds of these rows, and the mean "
                + "over all rows, can be far too low. " + remedy);
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    /**
     * @param chains of the rows
     * @param learned whether the step sizes are those that the model learned
     * @param tuned whether they were tuned
     * @return about rows whose chains diverged, and those beyond the range of numbers
     */
    static Optional<String> ofChains(final PosteriorSamples chains, final boolean learned, final boolean tuned) {
        final List<String> parts = new ArrayList<>();
        add(parts, chains.status(), "Markov chains",
            learned && !tuned ? "Have the chains' step size tuned." : remedy(learned, tuned));
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", parts));
    }

    private static String remedy(final boolean learned, final boolean tuned) {
        if (learned) {
            return "The step sizes are those that the model learned: choose own settings and a smaller step size"
                + (tuned ? "." : ", or have it tuned.");
        }
        return tuned ? "Choose a smaller step size." : "Choose a smaller step size, or have it tuned.";
    }

    private static void add(final List<String> parts, final SamplingStatus[] status, final String what, final String remedy) {
        final long diverged = count(status, SamplingStatus.DIVERGED);
        final long outOfRange = count(status, SamplingStatus.OUT_OF_RANGE);
        if (diverged > 0) {
            parts.add("The " + what + " of " + rows(diverged) + " diverged: their cells are missing. " + remedy);
        }
        if (outOfRange > 0) {
            parts.add("The likelihood of " + rows(outOfRange) + " is beyond the range of numbers for the " + what
                + ", and missing therefore. Look for extreme values.");
        }
    }

    private static long count(final SamplingStatus[] status, final SamplingStatus wanted) {
        return Arrays.stream(status).filter(one -> one == wanted).count();
    }

    private static String rows(final long count) {
        return count + (count == 1 ? " row" : " rows");
    }
}
