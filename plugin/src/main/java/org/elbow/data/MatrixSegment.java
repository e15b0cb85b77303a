package org.elbow.data;

import org.elbow.nn.FloatBlock;

/**
 * Some whole rows of a {@link FeatureMatrix} as a run of floats. Reading from several threads is safe, and so is writing to
 * disjoint stretches. Indices are checked; the matrix sees to it that a closed segment is not used.
 */
interface MatrixSegment extends AutoCloseable {

    /** Copies floats from {@code index} on into {@code target} from {@code offset} on. */
    void get(long index, float[] target, int offset, int count);

    /** Copies floats of {@code source} from {@code offset} on into this segment from {@code index} on. */
    void put(long index, float[] source, int offset, int count);

    /** @return the float at {@code index} */
    float get(long index);

    /** Sets the float at {@code index}. */
    void set(long index, float value);

    @Override
    void close();

    /** A segment in memory outside the Java heap. */
    record InMemory(FloatBlock block) implements MatrixSegment {

        /**
         * A segment of zeros.
         *
         * @throws OutOfMemoryError if the machine has not that much memory left
         */
        static InMemory allocate(final long floats) {
            return new InMemory(FloatBlock.allocate(floats));
        }

        @Override
        public void get(final long index, final float[] target, final int offset, final int count) {
            block.get(index, target, offset, count);
        }

        @Override
        public void put(final long index, final float[] source, final int offset, final int count) {
            block.put(index, source, offset, count);
        }

        @Override
        public float get(final long index) {
            return block.get(index);
        }

        @Override
        public void set(final long index, final float value) {
            block.set(index, value);
        }

        @Override
        public void close() {
            block.close();
        }
    }
}
