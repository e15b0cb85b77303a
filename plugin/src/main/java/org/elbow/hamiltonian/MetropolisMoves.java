package org.elbow.hamiltonian;

import java.util.SplittableRandom;

/**
 * Steps of Hamiltonian Monte Carlo (Neal 2011, section 3.2): a new momentum, K leapfrog steps without cooling, and the point
 * that is come to is accepted with probability min(1, exp(−ΔH)). Leaves p(z|x) as it is.
 */
final class MetropolisMoves {

    private final Particles particles;

    private final Dynamics dynamics;

    private final Particles.Saved before;

    /** The probability with which each particle's last move was to be accepted. */
    final double[] acceptance = new double[Particles.CAPACITY];

    MetropolisMoves(final Particles particles, final Dynamics dynamics) {
        this.particles = particles;
        this.dynamics = dynamics;
        before = new Particles.Saved(particles);
    }

    /**
     * Moves particles [0, count), at which {@link Particles#look} was called.
     *
     * @param streams of random numbers, one per particle
     * @param afterStep is called after each leapfrog step
     */
    void move(final int count, final SplittableRandom[] streams, final Runnable afterStep) {
        final int latent = particles.latent;
        particles.save(count, before);
        for (int particle = 0; particle < count; particle++) {
            for (int i = particle * latent; i < (particle + 1) * latent; i++) {
                particles.momenta[i] = streams[particle].nextGaussian();
            }
        }
        particles.start(count);
        for (int k = 1; k <= dynamics.leapfrogSteps(); k++) {
            particles.step(count, dynamics, k, false);
            afterStep.run();
        }
        for (int particle = 0; particle < count; particle++) {
            final double error = particles.energyErrors[particle];
            acceptance[particle] = Double.isNaN(error) ? 0 : Math.min(1, Math.exp(-error));
            if (!(streams[particle].nextDouble() < acceptance[particle])) {
                particles.restore(particle, before);
            }
        }
    }
}
