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
import org.elbow.novelty.RegretVariant;
import org.elbow.vae.Architecture;
import org.elbow.vae.Objective;

/** All works by their names, which are those of the programs in Python. */
final class Catalogue {

    /**
     * A work, and by what its time is multiplied to be in the unit of the table.
     *
     * @param work the work
     * @param scale 1 where a repetition is what the table shows, 1/rows for the time per row
     */
    record Entry(Work work, double scale) {
    }

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
        works.put("regret-posterior", regret(RegretVariant.POSTERIOR, 1000));
        works.put("regret-encoder", regret(RegretVariant.ENCODER, 32));
        return works;
    }

    /** Per row; the ELBO before and after with one draw. */
    private static Entry regret(final RegretVariant variant, final int rows) {
        final LikelihoodRegretOptions usual = LikelihoodRegretOptions.defaults(variant);
        final LikelihoodRegretOptions options = new LikelihoodRegretOptions(usual.iterations(), usual.learningRate(), 1,
            usual.seed(), Benchmark.THREADS, usual.bound(), variant);
        return new Entry(new Scoring(Inputs.dense(LATENT), rows,
            (model, matrix) -> LikelihoodRegret.score(model, matrix, options, Progress.NONE)), 1.0 / rows);
    }

    private static Entry step(final Architecture architecture, final Objective objective) {
        return new Entry(new Training(architecture, objective), 1);
    }
}
