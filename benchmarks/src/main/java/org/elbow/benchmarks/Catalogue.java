package org.elbow.benchmarks;

import static org.elbow.benchmarks.Inputs.LATENT;

import java.util.LinkedHashMap;
import java.util.Map;

import org.elbow.nn.Progress;
import org.elbow.novelty.LikelihoodRegret;
import org.elbow.novelty.LikelihoodRegretOptions;
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

    private Catalogue() {
    }

    static Map<String, Entry> works() {
        final Map<String, Entry> works = new LinkedHashMap<>();
        works.put("sgemm", new Entry(new MatrixProduct(), 1.0 / Benchmark.THREADS));
        works.put("dense", step(new Training(Inputs.dense(LATENT), Objective.elbo())));
        works.put("conv", step(new Training(Inputs.convolutional(LATENT), Objective.elbo())));
        works.put("regret-posterior", new Entry(new Scoring(Inputs.dense(LATENT), REGRET_ROWS,
            (model, rows) -> LikelihoodRegret.score(model, rows,
                new LikelihoodRegretOptions(100, 0.05, 1, 1, Benchmark.THREADS), Progress.NONE)),
            1.0 / REGRET_ROWS));
        return works;
    }

    private static Entry step(final Training training) {
        return new Entry(training, 1);
    }
}
