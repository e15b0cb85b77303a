package org.elbow.workflows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.elbow.data.Safetensors;
import org.elbow.data.Safetensors.Tensor;

/** A small model as another program might write it: rows of three numbers, a code of two dimensions. */
final class SmallModels {

    private static final long TIME = 315_532_800_000L;

    private static final String DESCRIPTION = """
        {"format": "elbow-model", "version": 1,
         "architecture": {"input_shape": [3], "latent": 2,
          "encoder": [{"type": "dense", "out": 4, "activation": "tanh"}],
          "decoder": [{"type": "dense", "out": 4, "activation": "tanh"}, {"type": "dense", "out": 3}]},
         "likelihood": "gaussian",
         "columns": [{"name": "vector", "type": "vector", "length": 3}]}
        """;

    private SmallModels() {
    }

    /** The description and the weights, without compression, so that the bytes are the same everywhere. */
    static Map<String, byte[]> parts() {
        final Map<String, int[]> shapes = new LinkedHashMap<>();
        shapes.put("encoder.0.weight", new int[]{4, 3});
        shapes.put("encoder.0.bias", new int[]{4});
        shapes.put("mean.weight", new int[]{2, 4});
        shapes.put("mean.bias", new int[]{2});
        shapes.put("logvar.weight", new int[]{2, 4});
        shapes.put("logvar.bias", new int[]{2});
        shapes.put("decoder.0.weight", new int[]{4, 2});
        shapes.put("decoder.0.bias", new int[]{4});
        shapes.put("decoder.1.weight", new int[]{3, 4});
        shapes.put("decoder.1.bias", new int[]{3});
        shapes.put("likelihood.log_variance", new int[]{3});
        final Map<String, Tensor> tensors = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            final float[] values = new float[shape.length == 1 ? shape[0] : shape[0] * shape[1]];
            for (int i = 0; i < values.length; i++) {
                values[i] = (i * 5 + name.length()) % 7 / 4f - 0.75f;
            }
            tensors.put(name, Tensor.of(shape, values));
        });
        final ByteArrayOutputStream weights = new ByteArrayOutputStream();
        try {
            Safetensors.write(tensors, Map.of(), weights);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        final Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put("weights.safetensors", weights.toByteArray());
        parts.put("model.json", DESCRIPTION.getBytes(StandardCharsets.UTF_8));
        return parts;
    }

    /** A zip whose entries are stored as they are, in their order. */
    static byte[] zip(final String folder, final Map<String, byte[]> parts) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (final Map.Entry<String, byte[]> part : parts.entrySet()) {
                final ZipEntry entry = new ZipEntry(folder + part.getKey());
                final CRC32 sum = new CRC32();
                sum.update(part.getValue());
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(part.getValue().length);
                entry.setCrc(sum.getValue());
                entry.setTime(TIME);
                zip.putNextEntry(entry);
                zip.write(part.getValue());
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
