package org.elbow.benchmarks;

import static org.elbow.benchmarks.Inputs.LATENT;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

import org.elbow.disentangle.JacobianPenalty;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.hamiltonian.HamiltonianOptions;
import org.elbow.nn.Progress;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
import org.elbow.vae.Architecture;
import org.elbow.vae.Objective;

/** All works by their names, which are those of the programs in Python. */
final class Catalogue {

    /**
     * A work, and by what its time is multiplied to be in the unit of the table.
     *
     * @param work the work
     * @param scale 1 where a repetition is what the table shows, 0.001 for the time per row of 1,000
     */
    record Entry(Work work, double scale) {
    }

    private static final int REGRET_ROWS = 1000;

    private static final double JACOBIAN_WEIGHT = 0.01;

    /** Networks by their names, given how many dimensions the code has. */
    private static final Map<String, IntFunction<Architecture>> NETWORKS = new LinkedHashMap<>();

    static {
        NETWORKS.put("dense", Inputs::dense);
        NETWORKS.put("conv", Inputs::convolutional);
    }

    private Catalogue() {
    }

    static Map<String, Entry> works() {
        final Map<String, Entry> works = new LinkedHashMap<>();
        works.put("sgemm", new Entry(new MatrixProduct(), 1.0 / Benchmark.THREADS));
        NETWORKS.forEach((name, network) -> works.put(name, step(network.apply(LATENT), Objective.elbo())));
        NETWORKS.forEach((name, network) -> {
            for (final int k : new int[]{3, 10}) {
                works.put("hvae-" + name + "-" + k, step(network.apply(LATENT),
                    HamiltonianBound.objective(HamiltonianOptions.defaults().withLeapfrogSteps(k))));
            }
            for (final int latent : new int[]{10, 32}) {
                works.put("jacobian-" + name + "-" + latent, step(network.apply(latent),
                    Objective.elbo().plus(new JacobianPenalty(JACOBIAN_WEIGHT, 0))));
            }
        });
        NETWORKS.forEach((name, network) -> works.put("tracin-" + name, new Entry(new Influence(network.apply(LATENT)), 1)));
        works.put("regret-posterior", new Entry(new Scoring(Inputs.dense(LATENT), REGRET_ROWS,
            (model, rows) -> LikelihoodRegret.score(model, rows, LikelihoodRegretOptions.defaults(), Progress.NONE)),
            1.0 / REGRET_ROWS));
        return works;
    }

    private static Entry step(final Architecture architecture, final Objective objective) {
        return new Entry(new Training(architecture, objective), 1);
    }
}
