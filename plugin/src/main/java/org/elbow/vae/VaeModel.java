package org.elbow.vae;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.TableFingerprint;

/**
 * A trained variational auto-encoder: its networks, its likelihood, how table rows become its input, its weights, and how it
 * was trained. Immutable, held on the Java heap.
 */
public final class VaeModel {

    private final Architecture architecture;

    private final LikelihoodSpec likelihood;

    private final FeatureEncoding encoding;

    private final float[] parameters;

    private final Map<String, float[]> learned;

    private final List<Checkpoint> checkpoints;

    private final TrainingRecord record;

    private final TableFingerprint trainingRows;

    /**
     * Puts a model together.
     *
     * @param architecture the networks
     * @param likelihood the distribution of a row
     * @param encoding how rows become features; as wide as the networks' input
     * @param parameters in the order of {@link VaeStructure}; not copied, not to be changed afterwards
     * @param learned what the objective learned beside the weights, by name, such as Hamiltonian step sizes; not copied
     * @param checkpoints weights from the middle of training, in the order of their steps
     * @param record how the model was trained
     * @throws IllegalArgumentException if the parts do not fit each other
     */
    public VaeModel(final Architecture architecture, final LikelihoodSpec likelihood, final FeatureEncoding encoding,
        final float[] parameters, final Map<String, float[]> learned, final List<Checkpoint> checkpoints,
        final TrainingRecord record) {
        this(architecture, likelihood, encoding, parameters, learned, checkpoints, record, null);
    }

    private VaeModel(final Architecture architecture, final LikelihoodSpec likelihood, final FeatureEncoding encoding,
        final float[] parameters, final Map<String, float[]> learned, final List<Checkpoint> checkpoints,
        final TrainingRecord record, final TableFingerprint trainingRows) {
        this.architecture = Objects.requireNonNull(architecture);
        this.likelihood = Objects.requireNonNull(likelihood);
        this.encoding = Objects.requireNonNull(encoding);
        this.parameters = parameters;
        this.learned = Map.copyOf(learned);
        this.checkpoints = List.copyOf(checkpoints);
        this.record = Objects.requireNonNull(record);
        this.trainingRows = trainingRows;
        if (encoding.width() != architecture.features()) {
            throw new IllegalArgumentException("The columns give " + encoding.width() + " features per row, but the encoder "
                + "takes " + architecture.features() + ".");
        }
        final int needed = structure().parameterCount();
        requireLength(parameters, needed);
        this.checkpoints.forEach(checkpoint -> requireLength(checkpoint.parameters(), needed));
    }

    /** A model whose objective learned nothing beside the weights. */
    public VaeModel(final Architecture architecture, final LikelihoodSpec likelihood, final FeatureEncoding encoding,
        final float[] parameters, final List<Checkpoint> checkpoints, final TrainingRecord record) {
        this(architecture, likelihood, encoding, parameters, Map.of(), checkpoints, record);
    }

    private static void requireLength(final float[] parameters, final int needed) {
        if (parameters.length != needed) {
            throw new IllegalArgumentException(
                "The networks have " + needed + " parameters, but " + parameters.length + " were given.");
        }
    }

    /** @return the networks */
    public Architecture architecture() {
        return architecture;
    }

    /** @return the distribution of a row, given its code */
    public LikelihoodSpec likelihood() {
        return likelihood;
    }

    /** @return how rows of a table become features */
    public FeatureEncoding encoding() {
        return encoding;
    }

    /** @return how the model was trained */
    public TrainingRecord record() {
        return record;
    }

    /**
     * @param fingerprint of all rows that training was given, those kept out for validation included
     * @return the same model, which can tell its training rows from others
     */
    public VaeModel withTrainingRows(final TableFingerprint fingerprint) {
        return new VaeModel(architecture, likelihood, encoding, parameters, learned, checkpoints, record,
            Objects.requireNonNull(fingerprint));
    }

    /** @return the same model without weights from the middle of training */
    public VaeModel withoutCheckpoints() {
        return new VaeModel(architecture, likelihood, encoding, parameters, learned, List.of(), record, trainingRows);
    }

    /** @return the same model, which cannot tell its training rows from others */
    public VaeModel withoutTrainingRows() {
        return new VaeModel(architecture, likelihood, encoding, parameters, learned, checkpoints, record, null);
    }

    /** @return the fingerprint of all rows that training was given; empty if the model does not know them */
    public Optional<TableFingerprint> trainingRows() {
        return Optional.ofNullable(trainingRows);
    }

    /** @return weights from the middle of training, first to last */
    public List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    /** @return the weights in the order of {@link #structure()}; the model's own, not to be changed */
    public float[] parameters() {
        return parameters;
    }

    /** @return what the objective learned beside the weights, by name; not to be changed */
    public Map<String, float[]> learned() {
        return learned;
    }

    /** @return where the weights stand */
    public VaeStructure structure() {
        return new VaeStructure(architecture, likelihood);
    }

    /**
     * Writes the model in the format that {@link #read} reads: a zip of JSON and safetensors.
     *
     * @param out is written to, and not closed
     * @throws IOException if writing fails
     */
    public void write(final OutputStream out) throws IOException {
        ModelWriter.write(this, out);
    }

    /**
     * Reads a model. The stream is read to the end of the zip and not closed.
     *
     * @param in holds what {@link #write} wrote
     * @return the model
     * @throws IOException if reading fails
     * @throws org.elbow.data.DataException if it is not a model file, is damaged, or is of a version not known here
     */
    public static VaeModel read(final InputStream in) throws IOException {
        return ModelReader.read(new SequentialParts(in), (fraction, message) -> { }).model();
    }
}
