package org.elbow.data;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonGenerator;

/**
 * Named tensors in the safetensors format: the header's length in eight bytes, a header in JSON (element type, shape and
 * place of each tensor), then the numbers, little-endian, the last index fastest.
 *
 * <p>Elements of type F32 and F64 are read and written, those of type F16, BF16 and I64 read as doubles. The same tensors always
 * give the same bytes.
 */
public final class Safetensors {

    private static final int CHUNK_BYTES = 1 << 16;

    /** Tensors beyond this grow as they are read, so that a false header cannot take the memory. */
    private static final int ALLOCATED_AT_ONCE = 1 << 20;

    private static final JsonFactory JSON = new JsonFactory();

    private Safetensors() {
    }

    /**
     * A tensor in single or double precision. The arrays are those given or read, not copies.
     */
    public static final class Tensor {

        private final int[] shape;

        private final float[] single;

        private final double[] wide;

        private Tensor(final int[] shape, final float[] single, final double[] wide) {
            this.shape = shape.clone();
            this.single = single;
            this.wide = wide;
            long size = 1;
            for (final int dimension : shape) {
                size = dimension < 0 ? -1 : size * dimension;
                if (size < 0 || size > Integer.MAX_VALUE) {
                    break;
                }
            }
            if (size != size()) {
                throw new IllegalArgumentException(
                    "A tensor of shape " + Arrays.toString(shape) + " does not have " + size() + " elements.");
            }
        }

        /**
         * @param shape the dimensions; none for a single number
         * @param values as many as the dimensions' product, the last index fastest; kept, not copied
         * @throws IllegalArgumentException if there are more or fewer
         */
        public static Tensor of(final int[] shape, final float[] values) {
            return new Tensor(shape, values, null);
        }

        /**
         * @param shape the dimensions; none for a single number
         * @param values as many as the dimensions' product, the last index fastest; kept, not copied
         * @throws IllegalArgumentException if there are more or fewer
         */
        public static Tensor of(final int[] shape, final double[] values) {
            return new Tensor(shape, null, values);
        }

        /** @return a copy of the dimensions */
        public int[] shape() {
            return shape.clone();
        }

        /** @return how many elements there are */
        public int size() {
            return single == null ? wide.length : single.length;
        }

        /** @return whether the elements are held in double precision */
        public boolean isDouble() {
            return wide != null;
        }

        /** @return the elements, rounded to single precision if they are held in double */
        public float[] floats() {
            if (single != null) {
                return single;
            }
            final float[] narrow = new float[wide.length];
            for (int i = 0; i < narrow.length; i++) {
                narrow[i] = (float)wide[i];
            }
            return narrow;
        }

        /** @return the elements in double precision */
        public double[] doubles() {
            if (wide != null) {
                return wide;
            }
            final double[] widened = new double[single.length];
            for (int i = 0; i < widened.length; i++) {
                widened[i] = single[i];
            }
            return widened;
        }
    }

    /**
     * Writes tensors, those in double precision first, then by name.
     *
     * @param tensors by name
     * @param metadata texts to store beside them, may be empty
     * @param out is flushed, not closed
     * @throws IOException if the stream fails
     * @throws IllegalArgumentException if a tensor is called {@code __metadata__}
     */
    public static void write(final Map<String, Tensor> tensors, final Map<String, String> metadata, final OutputStream out)
        throws IOException {
        if (tensors.containsKey(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("A tensor cannot be called " + SafetensorsHeader.METADATA + ".");
        }
        final List<Map.Entry<String, Tensor>> entries = new ArrayList<>(tensors.entrySet());
        // wide ones first, so that every number lies at a multiple of its size
        entries.sort(Comparator.comparing((Map.Entry<String, Tensor> e) -> !e.getValue().isDouble())
            .thenComparing(Map.Entry::getKey));
        final byte[] header = header(entries, metadata);
        out.write(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).array());
        out.write(header);
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (final Map.Entry<String, Tensor> entry : entries) {
            final Tensor tensor = entry.getValue();
            for (int i = 0; i < tensor.size(); i++) {
                if (tensor.isDouble()) {
                    chunk.putDouble(tensor.wide[i]);
                } else {
                    chunk.putFloat(tensor.single[i]);
                }
                if (chunk.remaining() < Double.BYTES) {
                    out.write(chunk.array(), 0, chunk.position());
                    chunk.clear();
                }
            }
        }
        out.write(chunk.array(), 0, chunk.position());
        out.flush();
    }

    private static byte[] header(final List<Map.Entry<String, Tensor>> entries, final Map<String, String> metadata)
        throws IOException {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(SafetensorsHeader.METADATA);
                for (final Map.Entry<String, String> entry : new TreeMap<>(metadata).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long offset = 0;
            for (final Map.Entry<String, Tensor> entry : entries) {
                final Tensor tensor = entry.getValue();
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", tensor.isDouble() ? "F64" : "F32");
                json.writeFieldName("shape");
                json.writeArray(tensor.shape, 0, tensor.shape.length);
                final long end = offset + (long)tensor.size() * (tensor.isDouble() ? Double.BYTES : Float.BYTES);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[]{offset, end}, 0, 2);
                json.writeEndObject();
                offset = end;
            }
            json.writeEndObject();
        }
        while (bytes.size() % Double.BYTES != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    /**
     * Reads all tensors.
     *
     * @param in read to its end, not closed
     * @param name what is read, for messages, such as {@code "x.safetensors"}
     * @param limit how many bytes the numbers may take at most; more are refused before anything is allocated
     * @return the tensors by name
     * @throws DataException if the header is wrong or does not fit what follows, or an element type is not supported
     * @throws IOException if the stream fails
     */
    public static SortedMap<String, Tensor> read(final InputStream in, final String name, final long limit)
        throws IOException {
        final BufferedInputStream stream = new BufferedInputStream(in, CHUNK_BYTES);
        final List<SafetensorsHeader.Entry> entries = new SafetensorsHeader(name).read(stream, limit);
        final SortedMap<String, Tensor> tensors = new TreeMap<>();
        for (final SafetensorsHeader.Entry entry : entries) {
            tensors.put(entry.name(), readTensor(stream, entry, name));
        }
        if (stream.read() >= 0) {
            throw new DataException(
                name + " is damaged: more data follow the last tensor. Copy or download it again.");
        }
        return tensors;
    }

    private static Tensor readTensor(final InputStream stream, final SafetensorsHeader.Entry entry, final String name)
        throws IOException {
        final int size = entry.size();
        final int width = entry.type().bytes();
        final boolean narrow = entry.type() == ElementType.FLOAT32;
        float[] single = narrow ? new float[Math.min(size, ALLOCATED_AT_ONCE)] : null;
        double[] wide = narrow ? null : new double[Math.min(size, ALLOCATED_AT_ONCE)];
        final ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        final double[] numbers = new double[CHUNK_BYTES / width];
        int done = 0;
        while (done < size) {
            final int count = Math.min(numbers.length, size - done);
            if (stream.readNBytes(chunk.array(), 0, count * width) < count * width) {
                throw new DataException(name + " is truncated: it ends within tensor \"" + entry.name()
                    + "\" of shape " + Arrays.toString(entry.shape()) + ". Copy or download it again.");
            }
            chunk.rewind();
            if (narrow) {
                single = done + count > single.length ? Arrays.copyOf(single, larger(done + count, size)) : single;
                chunk.asFloatBuffer().get(single, done, count);
            } else {
                wide = done + count > wide.length ? Arrays.copyOf(wide, larger(done + count, size)) : wide;
                entry.type().decode(chunk, count, numbers);
                System.arraycopy(numbers, 0, wide, done, count);
            }
            done += count;
        }
        return new Tensor(entry.shape(), single, wide);
    }

    private static int larger(final int needed, final int size) {
        return (int)Math.min(size, 2L * needed);
    }
}
