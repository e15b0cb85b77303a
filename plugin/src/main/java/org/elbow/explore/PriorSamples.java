package org.elbow.explore;

import org.elbow.nn.RandomStreams;

/**
 * Codes from the prior, z ~ N(0, T² I). Code i is the same however many there are.
 *
 * @param latent dimensions of a code, at least 1
 * @param options how
 */
public record PriorSamples(int latent, PriorSamplesOptions options) implements CodeSequence {

    @Override
    public long size() {
        return options.count();
    }

    @Override
    public void code(final long index, final float[] target) {
        RandomStreams.gaussian(RandomStreams.of(options.seed(), Streams.PRIOR, index), target, 0, latent);
        for (int i = 0; i < latent; i++) {
            target[i] *= (float)options.temperature();
        }
    }
}
