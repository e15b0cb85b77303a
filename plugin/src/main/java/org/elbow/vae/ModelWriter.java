package org.elbow.vae;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.elbow.data.Safetensors;

/**
 * Writes a model as a zip of {@code model.json}, {@code weights.safetensors}, for each checkpoint
 * {@code checkpoints/<step>.safetensors} and, if the model knows its training rows, {@code training-rows.hashes}, in this order.
 * The same model gives the same bytes.
 */
final class ModelWriter {

    /** A fixed time, so that the same model gives the same bytes. */
    private static final long TIME = 315_532_800_000L;

    private ModelWriter() {
    }

    /** @param out is flushed, not closed */
    static void write(final VaeModel model, final OutputStream out) throws IOException {
        final VaeStructure structure = model.structure();
        final ZipOutputStream zip = new ZipOutputStream(new FilterOutputStream(out) {
            @Override
            public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                flush(); // the stream is the caller's to close
            }
        });
        zip.setLevel(Deflater.BEST_SPEED); // weights hardly shrink, whatever the effort
        begin(zip, ModelParts.DESCRIPTION);
        zip.write(ModelJson.write(model));
        begin(zip, ModelParts.WEIGHTS);
        final Map<String, Safetensors.Tensor> weights = tensors(structure, model.parameters());
        model.learned()
            .forEach((name, values) -> weights.put(name, Safetensors.Tensor.of(new int[]{values.length}, values)));
        Safetensors.write(weights, Map.of(), zip);
        for (final Checkpoint checkpoint : model.checkpoints()) {
            begin(zip, ModelParts.checkpoint(checkpoint.step()));
            Safetensors.write(tensors(structure, checkpoint.parameters()), Map.of(), zip);
        }
        if (model.trainingRows().isPresent()) {
            begin(zip, ModelParts.TRAINING_ROWS);
            zip.write(model.trainingRows().get().toBytes());
        }
        zip.finish();
        zip.flush();
    }

    private static void begin(final ZipOutputStream zip, final String name) throws IOException {
        final ZipEntry entry = new ZipEntry(name);
        entry.setTime(TIME);
        zip.putNextEntry(entry);
    }

    private static Map<String, Safetensors.Tensor> tensors(final VaeStructure structure, final float[] parameters) {
        final Map<String, float[]> values = structure.toTensors(parameters);
        final Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        structure.tensorShapes().forEach((name, shape) -> tensors.put(name,
            Safetensors.Tensor.of(shape.stream().mapToInt(Integer::intValue).toArray(), values.get(name))));
        return tensors;
    }
}
