package org.elbow.vae;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

import org.elbow.data.DataException;
import org.elbow.data.Safetensors;
import org.elbow.data.TableFingerprint;

/**
 * The file of a model: a zip of {@code model.json}, {@code weights.safetensors}, for each checkpoint
 * {@code checkpoints/<step>.safetensors} and, if the model knows its training rows, {@code training-rows.hashes}, in this
 * order. Reading trusts nothing: each part may be as large as the part before
 * it says and no larger, and a model is returned whole or not at all.
 */
final class ModelFile {

    private static final String DESCRIPTION = "model.json";

    private static final String WEIGHTS = "weights.safetensors";

    private static final String TRAINING_ROWS = "training-rows.hashes";

    private static final int LARGEST_DESCRIPTION = 16 << 20;

    /** Room for names and shapes at the beginning of a safetensors file. */
    private static final int LARGEST_TENSOR_HEADER = 1 << 20;

    /** A fixed time, so that the same model gives the same bytes. */
    private static final long TIME = 315_532_800_000L;

    private ModelFile() {
    }

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
        begin(zip, DESCRIPTION);
        zip.write(ModelJson.write(model));
        begin(zip, WEIGHTS);
        final Map<String, Safetensors.Tensor> weights = tensors(structure, model.parameters());
        model.learned()
            .forEach((name, values) -> weights.put(name, Safetensors.Tensor.of(new int[]{values.length}, values)));
        Safetensors.write(weights, Map.of(), zip);
        for (final Checkpoint checkpoint : model.checkpoints()) {
            begin(zip, checkpointName(checkpoint.step()));
            Safetensors.write(tensors(structure, checkpoint.parameters()), Map.of(), zip);
        }
        if (model.trainingRows().isPresent()) {
            begin(zip, TRAINING_ROWS);
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

    private static String checkpointName(final long step) {
        return "checkpoints/" + step + ".safetensors";
    }

    static VaeModel read(final InputStream in) throws IOException {
        final ZipInputStream zip = new ZipInputStream(new FilterInputStream(in) {
            @Override
            public void close() {
                // the stream is the caller's to close
            }
        });
        try {
            final ModelJson.Header header = ModelJson.read(part(zip, DESCRIPTION, LARGEST_DESCRIPTION));
            final VaeStructure structure = new VaeStructure(header.architecture(), header.likelihood());
            final long limit = 4L * structure.parameterCount() + LARGEST_TENSOR_HEADER;
            final Map<String, Safetensors.Tensor> tensors = tensors(part(zip, WEIGHTS, limit), WEIGHTS);
            final float[] weights = parameters(structure, tensors, WEIGHTS);
            final Map<String, float[]> learned = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                if (!structure.tensorShapes().containsKey(name)) {
                    learned.put(name, tensor.floats());
                }
            });
            final List<Checkpoint> checkpoints = new ArrayList<>();
            for (int i = 0; i < header.checkpointSteps().size(); i++) {
                final long step = header.checkpointSteps().get(i);
                checkpoints.add(new Checkpoint(step, header.checkpointRates().get(i),
                    parameters(structure,
                    tensors(part(zip, checkpointName(step), limit), checkpointName(step)), checkpointName(step))));
            }
            final VaeModel model = new VaeModel(header.architecture(), header.likelihood(), header.encoding(), weights,
                learned, checkpoints, header.training());
            return header.fingerprintRows() == 0 ? model
                : model.withTrainingRows(trainingRows(zip, header.fingerprintRows()));
        } catch (final ZipException e) {
            throw new DataException("The model file is damaged: " + e.getMessage() + ".", e);
        } catch (final IllegalArgumentException | ArithmeticException e) {
            throw new DataException("The model file is damaged: " + e.getMessage(), e);
        }
    }

    private static TableFingerprint trainingRows(final ZipInputStream zip, final int rows) throws IOException {
        final TableFingerprint fingerprint =
            TableFingerprint.fromBytes(part(zip, TRAINING_ROWS, (long)rows * TableFingerprint.BYTES_PER_ROW));
        if (fingerprint.rows() != rows) {
            throw new DataException("The part \"" + TRAINING_ROWS + "\" of the model file has the hashes of "
                + fingerprint.rows() + " rows instead of " + rows + "; the file is damaged.");
        }
        return fingerprint;
    }

    private static byte[] part(final ZipInputStream zip, final String name, final long limit) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(name)) {
            throw new DataException("The model file lacks the part \"" + name + "\""
                + (entry == null ? "." : "; it has \"" + entry.getName() + "\" in its place.")
                + " It is not an Elbow model, or was cut off.");
        }
        final byte[] bytes = zip.readNBytes((int)Math.min(limit + 1, Integer.MAX_VALUE - 8L));
        if (bytes.length > limit) {
            throw new DataException("The part \"" + name + "\" of the model file is larger than the " + limit
                + " bytes that the model can have; the file is damaged.");
        }
        return bytes;
    }

    private static Map<String, Safetensors.Tensor> tensors(final VaeStructure structure, final float[] parameters) {
        final Map<String, float[]> values = structure.toTensors(parameters);
        final Map<String, Safetensors.Tensor> tensors = new LinkedHashMap<>();
        structure.tensorShapes().forEach((name, shape) -> tensors.put(name,
            Safetensors.Tensor.of(shape.stream().mapToInt(Integer::intValue).toArray(), values.get(name))));
        return tensors;
    }

    private static Map<String, Safetensors.Tensor> tensors(final byte[] file, final String name) throws IOException {
        return Safetensors.read(new ByteArrayInputStream(file), "\"" + name + "\"", file.length);
    }

    private static float[] parameters(final VaeStructure structure, final Map<String, Safetensors.Tensor> tensors,
        final String name) {
        final Map<String, float[]> values = new LinkedHashMap<>();
        structure.tensorShapes().forEach((tensor, shape) -> {
            final Safetensors.Tensor found = tensors.get(tensor);
            if (found != null && !shape.equals(java.util.Arrays.stream(found.shape()).boxed().toList())) {
                throw new DataException("The tensor \"" + tensor + "\" in \"" + name + "\" has shape "
                    + java.util.Arrays.toString(found.shape()) + "; the networks need " + shape + ".");
            }
            values.put(tensor, found == null ? null : found.floats());
        });
        return structure.fromTensors(values);
    }
}
