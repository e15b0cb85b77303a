package org.elbow.nn;

/** The arrays in which one thread works on a stretch of a block at a time. Not to be shared between threads. */
public final class Scratch {

    /** How many floats a kernel moves at once: few enough to stay in the first-level cache. */
    static final int LENGTH = 1024;

    final float[] x = new float[LENGTH];

    final float[] y = new float[LENGTH];

    final float[] d = new float[LENGTH];

    final float[] t = new float[LENGTH];
}
