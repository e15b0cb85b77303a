package org.elbow.hamiltonian;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.elbow.data.FeatureMatrix;
import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;
import org.elbow.vae.PassPool;
import org.elbow.vae.SmallData;
import org.junit.jupiter.api.Test;

class MetropolisMovesTest {

    @Test
    void afterAMoveThatIsRefusedEverythingIsAsBefore() {
        final int count = 4;
        final Dynamics wild = new Dynamics(new double[][] {{50, 50}, {50, 50}}, new double[] {1, 1}, 1);
        final Dynamics gentle = new Dynamics(new double[][] {{0.1, 0.1}}, new double[] {1}, 1);
        try (FeatureMatrix rows = SmallData.bumps(count, 5);
                PassPool passes = new PassPool(SmallData.model(), true, 1, Particles.CAPACITY)) {
            passes.forEachBlock(count, Progress.NONE, "", (block, from, to) -> {
                final Particles particles = new Particles(block);
                final float[][] posteriors = particles.posteriors(rows, from, to);
                final SplittableRandom[] streams = new SplittableRandom[count];
                for (int particle = 0; particle < count; particle++) {
                    streams[particle] = RandomStreams.of(1, particle);
                    particles.assign(particle, rows, particle);
                    particles.place(particle, posteriors[particle], new float[] {0.5f, -0.5f});
                    particles.scale(particle, 1, false, posteriors[particle]);
                }
                particles.look(count);
                final float[] codes = particles.codes.clone();
                final double[] logLikelihoods = particles.logLikelihoods.clone();
                final float[] expected = step(particles, count, gentle);
                System.arraycopy(codes, 0, particles.codes, 0, codes.length);
                particles.look(count);
                final MetropolisMoves moves = new MetropolisMoves(particles, wild);
                moves.move(count, streams, () -> { });
                for (int particle = 0; particle < count; particle++) {
                    assertEquals(0, moves.acceptance[particle], 1e-12, "refused");
                }
                assertArrayEquals(codes, particles.codes);
                assertArrayEquals(logLikelihoods, particles.logLikelihoods);
                // a step depends on the gradients, which are not looked for anew
                assertArrayEquals(expected, step(particles, count, gentle));
            });
        }
    }

    private static float[] step(final Particles particles, final int count, final Dynamics dynamics) {
        Arrays.fill(particles.momenta, 0.3);
        particles.start(count);
        particles.step(count, dynamics, 1, false);
        return particles.codes.clone();
    }
}
