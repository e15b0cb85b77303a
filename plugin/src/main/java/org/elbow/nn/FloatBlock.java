package org.elbow.nn;

import java.nio.FloatBuffer;
import java.util.Objects;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run of floats outside the Java heap, held by ND4J, freed by {@link #close()}.
 *
 * <p>Matrices live in blocks row by row. Java code moves stretches of a block through arrays with {@link #get} and
 * {@link #put}; native code reads and writes it in place. Reading from several threads is safe, and so is writing to
 * disjoint stretches.
 */
public final class FloatBlock implements AutoCloseable {

    /** The longest block: its floats are counted by an {@code int}. */
    public static final long MAXIMUM_LENGTH = Integer.MAX_VALUE - 16L;

    private final INDArray storage;

    private final FloatPointer pointer;

    private final FloatBuffer buffer;

    private final int length;

    private FloatBlock(final INDArray storage, final int length) {
        this.storage = storage;
        this.length = length;
        pointer = (FloatPointer)storage.data().pointer();
        buffer = pointer.asBuffer();
    }

    /**
     * Allocates a block of zeros.
     *
     * @param length how many floats, in [0, {@link #MAXIMUM_LENGTH}]
     * @return the block, to be closed by the caller
     * @throws IllegalArgumentException if the length is negative or too large
     * @throws OutOfMemoryError if the machine has not that much memory left
     */
    public static FloatBlock allocate(final long length) {
        if (length < 0 || length > MAXIMUM_LENGTH) {
            throw new IllegalArgumentException(
                "A block holds between 0 and " + MAXIMUM_LENGTH + " floats, not " + length + ".");
        }
        NativeRuntime.start();
        // never of length zero: ND4J keeps empty arrays without memory
        final FloatBlock block = new FloatBlock(Nd4j.createUninitializedDetached(DataType.FLOAT, Math.max(1, length)),
            (int)length);
        Pointer.memset(block.pointer, 0, 4 * Math.max(1, length));
        return block;
    }

    /**
     * A block with a copy of the given floats.
     *
     * @param values the floats to copy
     * @return the block, to be closed by the caller
     */
    public static FloatBlock of(final float[] values) {
        final FloatBlock block = allocate(values.length);
        block.put(0, values, 0, values.length);
        return block;
    }

    /** @return how many floats the block holds */
    public int length() {
        return length;
    }

    /** Copies floats from {@code index} on into {@code target} from {@code offset} on. */
    public void get(final long index, final float[] target, final int offset, final int count) {
        buffer.get(Math.toIntExact(index), target, offset, count);
    }

    /** Copies floats of {@code source} from {@code offset} on into this block from {@code index} on. */
    public void put(final long index, final float[] source, final int offset, final int count) {
        buffer.put(Math.toIntExact(index), source, offset, count);
    }

    /** @return the float at {@code index} */
    public float get(final long index) {
        return buffer.get(Math.toIntExact(index));
    }

    /** Sets the float at {@code index}. */
    public void set(final long index, final float value) {
        buffer.put(Math.toIntExact(index), value);
    }

    /** Copies {@code count} floats of another block into this one. */
    public void copy(final long index, final FloatBlock source, final long sourceIndex, final int count) {
        buffer.put(Math.toIntExact(index), source.buffer, Math.toIntExact(sourceIndex), count);
    }

    /** Sets {@code count} floats from {@code index} on to zero. */
    public void clear(final long index, final long count) {
        Objects.checkFromIndexSize(index, count, (long)length());
        if (count > 0) {
            Pointer.memset(at(index), 0, 4 * count);
        }
    }

    /** @return a copy of the whole block on the heap */
    public float[] toArray() {
        final float[] values = new float[length()];
        get(0, values, 0, values.length);
        return values;
    }

    /** @return the address of the float at {@code index}, for native code */
    FloatPointer at(final long index) {
        return index == 0 ? pointer : pointer.getPointer(index);
    }

    /** Frees the memory. The block must not be used from then on. */
    @Override
    public void close() {
        if (storage.closeable()) {
            storage.close();
        }
    }
}
