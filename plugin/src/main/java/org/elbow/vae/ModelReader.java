package org.elbow.vae;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

import org.elbow.data.DataException;
import org.elbow.data.Safetensors;
import org.elbow.data.TableFingerprint;
import org.elbow.nn.Progress;

/**
 * Puts a model together from its parts. Trusts nothing: each part may be as large as the part before it says and no larger, and
 * a model is read whole or not at all.
 */
final class ModelReader {

    private static final int LARGEST_DESCRIPTION = 16 << 20;

    /** What may stand beside the weights in double precision, such as the state of an optimiser. */
    private static final long OTHER_BYTES = 1 << 20;

    private final ModelParts parts;

    private final ReadProgress progress;

    private ModelReader(final ModelParts parts, final Progress progress) throws IOException {
        this.parts = parts;
        this.progress = new ReadProgress(progress, parts.size());
    }

    /** Reads what a model is, and none of its numbers. */
    static ModelDescription describe(final ModelParts parts) throws IOException {
        return checked(() -> new ModelReader(parts, Progress.NONE).description());
    }

    static LoadedModel read(final ModelParts parts, final Progress progress) throws IOException {
        return checked(() -> new ModelReader(parts, progress).read());
    }

    /** Reads something. */
    @FunctionalInterface
    private interface Reading<T> {

        T read() throws IOException;
    }

    private static <T> T checked(final Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (final ZipException | EOFException e) {
            throw new DataException("The model file is damaged"
                + (e.getMessage() == null ? ": a part ends too early" : ": " + e.getMessage()) + ". Copy or write it again.", e);
        } catch (final IllegalArgumentException e) {
            throw new DataException("The model's description cannot be used: " + e.getMessage(), e);
        } catch (final ArithmeticException e) {
            throw new DataException("The model's description cannot be used: its networks, or what the likelihood takes, have "
                + "more than " + Integer.MAX_VALUE + " numbers.", e);
        }
    }

    private ModelDescription description() throws IOException {
        return ModelJson.read(part(ModelParts.DESCRIPTION, LARGEST_DESCRIPTION));
    }

    private LoadedModel read() throws IOException {
        final ModelDescription description = description();
        final ModelTensors needed = new ModelTensors(new VaeStructure(description.architecture(), description.likelihood()));
        final String weightsPart = parts.weights();
        final Map<String, Safetensors.Tensor> tensors = tensors(needed, weightsPart);
        final float[] weights = needed.parameters(tensors, weightsPart);
        final List<String> unused = new ArrayList<>();
        final Map<String, float[]> learned = needed.learned(tensors, unused);
        final List<Checkpoint> checkpoints = new ArrayList<>();
        for (int i = 0; i < description.checkpointSteps().size(); i++) {
            final long step = description.checkpointSteps().get(i);
            final String part = ModelParts.checkpoint(step);
            checkpoints.add(new Checkpoint(step, description.checkpointRates().get(i),
                needed.parameters(tensors(needed, part), part)));
        }
        final VaeModel model = new VaeModel(description.architecture(), description.likelihood(), description.encoding(),
            weights, learned, checkpoints, description.training());
        return new LoadedModel(description.fingerprintRows() == 0 ? model
            : model.withTrainingRows(trainingRows(description.fingerprintRows())), unused);
    }

    private TableFingerprint trainingRows(final int rows) throws IOException {
        final TableFingerprint fingerprint = TableFingerprint
            .fromBytes(part(ModelParts.TRAINING_ROWS, (long)rows * TableFingerprint.BYTES_PER_ROW));
        if (fingerprint.rows() != rows) {
            throw new DataException("The part \"" + ModelParts.TRAINING_ROWS + "\" of the model file has the hashes of "
                + fingerprint.rows() + " rows instead of " + rows + "; the file is damaged.");
        }
        return fingerprint;
    }

    private byte[] part(final String name, final long limit) throws IOException {
        try (InputStream in = progress.of(parts.open(name))) {
            final byte[] bytes = in.readNBytes((int)Math.min(limit + 1, Integer.MAX_VALUE - 8L));
            if (bytes.length > limit) {
                throw new DataException("The part \"" + name + "\" of the model file is larger than the " + limit
                    + " bytes that the model can have; the file is damaged.");
            }
            return bytes;
        }
    }

    private Map<String, Safetensors.Tensor> tensors(final ModelTensors needed, final String part) throws IOException {
        try (InputStream in = progress.of(parts.open(part))) {
            return new LinkedHashMap<>(Safetensors.read(in, "\"" + part + "\"",
                (long)Double.BYTES * needed.parameterCount() + OTHER_BYTES));
        }
    }
}
