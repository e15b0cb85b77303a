package org.elbow.vae;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

import org.elbow.data.DataException;

/** Where the parts of a model's file come from. Parts are asked for in the order in which {@link ModelWriter} writes them. */
interface ModelParts extends Closeable {

    String DESCRIPTION = "model.json";

    String WEIGHTS = "weights.safetensors";

    String TRAINING_ROWS = "training-rows.hashes";

    String TENSORS = ".safetensors";

    static String checkpoint(final long step) {
        return "checkpoints/" + step + TENSORS;
    }

    /**
     * @param part its name
     * @return its content, to be closed
     * @throws DataException if there is none
     */
    InputStream open(String part) throws IOException;

    /** The name of the part with the weights. */
    default String weights() throws IOException {
        return WEIGHTS;
    }

    /** How many bytes all parts have; 0 if that is not known. */
    default long size() throws IOException {
        return 0;
    }

    @Override
    default void close() throws IOException {
        // nothing to close
    }
}
