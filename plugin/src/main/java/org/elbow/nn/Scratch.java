package org.elbow.nn;

/** The memory in which one thread works on a stretch of a block at a time. Not to be shared between threads. */
public final class Scratch implements AutoCloseable {

    /** How many floats a kernel moves at once: few enough to stay in the first-level cache. */
    static final int LENGTH = 1024;

    final float[] x = new float[LENGTH];

    final float[] y = new float[LENGTH];

    final float[] d = new float[LENGTH];

    final float[] t = new float[LENGTH];

    private FloatBlock patches;

    private float[] patchArray = new float[0];

    private float[] imageArray = new float[0];

    /** @return a block of at least the given length, its content undefined; the same one at each call */
    FloatBlock patches(final int length) {
        if (patches == null || patches.length() < length) {
            close();
            patches = FloatBlock.allocate(length);
        }
        return patches;
    }

    /** @return an array of at least the given length, its content undefined; the same one at each call */
    float[] patchArray(final int length) {
        if (patchArray.length < length) {
            patchArray = new float[length];
        }
        return patchArray;
    }

    /** @return another such array */
    float[] imageArray(final int length) {
        if (imageArray.length < length) {
            imageArray = new float[length];
        }
        return imageArray;
    }

    /** Frees what is held outside the heap; the object stays usable. */
    @Override
    public void close() {
        if (patches != null) {
            patches.close();
            patches = null;
        }
    }
}
