package org.elbow.vae;

import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.elbow.data.FeatureMatrix;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/**
 * A model that an earlier version saved, with what that version made of a few rows.
 *
 * @param name of the files in {@code src/test/resources/org/elbow/vae/models}
 * @param results {@code features}, {@code mean}, {@code log_variance}, {@code reconstruction}, {@code elbo}, {@code kl} and more
 */
public record OldModel(String name, JsonNode results) {

    /** All of them. */
    public static List<String> names() {
        return List.of("mixed-columns", "convolutional", "hamiltonian", "checkpoints", "column-types", "categorical-pixels");
    }

    /** Those that are there as port objects, too. */
    public static List<String> portObjects() {
        return names().subList(0, 5);
    }

    public static OldModel of(final String name) throws IOException {
        try (InputStream in = open(name + ".json")) {
            return new OldModel(name, new ObjectMapper().readTree(in));
        }
    }

    /** One of the files beside the README. */
    public static InputStream open(final String file) throws IOException {
        final InputStream in = OldModel.class.getResourceAsStream("/org/elbow/vae/models/" + file);
        if (in == null) {
            throw new FileNotFoundException(file);
        }
        return new BufferedInputStream(in);
    }

    public VaeModel read() throws IOException {
        try (InputStream in = open(name + ".elbow")) {
            return VaeModel.read(in);
        }
    }

    /** The rows, to be closed. */
    public FeatureMatrix features() {
        return FeatureMatrix.of(matrix("features"));
    }

    /** Numbers row by row. */
    public float[][] matrix(final String field) {
        final JsonNode rows = results.get(field);
        final float[][] matrix = new float[rows.size()][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = vector(rows.get(i));
        }
        return matrix;
    }

    static float[] vector(final JsonNode numbers) {
        final float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float)numbers.get(i).doubleValue();
        }
        return vector;
    }
}
