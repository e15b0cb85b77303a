package org.elbow.explore;

import org.elbow.data.FeatureMatrix;

/** Codes in a fixed order, each made when it is asked for: millions of them need no memory. Any number of threads may ask. */
public interface CodeSequence {

    /** @return how many codes there are */
    long size();

    /** @return dimensions of a code */
    int latent();

    /**
     * Makes a code.
     *
     * @param index of the code, in [0, {@link #size()})
     * @param target its first entries are set to z, [latent]
     */
    void code(long index, float[] target);

    /**
     * What the draws of a code's values depend on, beside the seed: codes of different streams get independent draws.
     *
     * @param index of the code, in [0, {@link #size()})
     * @return the code's index, unless the sequence knows better
     */
    default long stream(final long index) {
        return index;
    }

    /**
     * @param latent dimensions of a code
     * @return a single code: the prior's mean, zero
     */
    static CodeSequence priorMean(final int latent) {
        return new CodeSequence() {
            @Override
            public long size() {
                return 1;
            }

            @Override
            public int latent() {
                return latent;
            }

            @Override
            public void code(final long index, final float[] target) {
                java.util.Arrays.fill(target, 0, latent, 0f);
            }
        };
    }

    /**
     * @param posteriors mean, then log-variance of each row's code, [rows, 2 · latent], as
     *            {@link org.elbow.vae.VaeEncoder#encode} gives them; not copied, not to be closed before the sequence is used up
     * @return the means, a code for each row
     */
    static CodeSequence means(final FeatureMatrix posteriors) {
        return new CodeSequence() {
            @Override
            public long size() {
                return posteriors.rows();
            }

            @Override
            public int latent() {
                return posteriors.columns() / 2;
            }

            @Override
            public void code(final long index, final float[] target) {
                final float[] posterior = new float[posteriors.columns()];
                posteriors.getRow(Math.toIntExact(index), posterior, 0);
                System.arraycopy(posterior, 0, target, 0, posterior.length / 2);
            }
        };
    }
}
