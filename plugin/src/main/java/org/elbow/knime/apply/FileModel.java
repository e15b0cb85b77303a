package org.elbow.knime.apply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.elbow.data.DataException;
import org.elbow.knime.FileLocation;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.nn.Progress;
import org.elbow.vae.ModelFile;
import org.elbow.vae.VaeModel;
import org.knime.core.node.InvalidSettingsException;

/**
 * A model in a file, of which only the description is read until a row needs the weights.
 *
 * @param path of the file
 * @param spec what the description says
 */
record FileModel(Path path, VaePortObjectSpec spec) {

    /**
     * Reads the description.
     *
     * @param location a path or URL
     * @return the model to be
     * @throws InvalidSettingsException if there is no model that can be read
     */
    static FileModel describe(final String location) throws InvalidSettingsException {
        final Path path = FileLocation.resolve(location);
        if (!Files.exists(path)) {
            throw new InvalidSettingsException("There is no file \"" + path + "\" yet, and the columns to append depend on the "
                + "model in it. Correct the path; if a node of this workflow writes the file, connect its flow variable port with "
                + "that of this node.");
        }
        try {
            return new FileModel(path, VaePortObjectSpec.of(ModelFile.describe(path)));
        } catch (final DataException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        } catch (final IOException e) {
            throw new InvalidSettingsException("The file \"" + path + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * Reads all of the model.
     *
     * @param progress hears of the bytes read
     * @throws IOException if reading fails
     * @throws DataException if the model is damaged or is not the one that was described
     */
    VaeModel read(final Progress progress) throws IOException {
        final VaeModel model = ModelFile.read(path, progress).model();
        if (!VaePortObjectSpec.of(model).equals(spec)) {
            throw new DataException("The model in \"" + path + "\" is not the one that the node was configured with: the file "
                + "was replaced. Reset the node and execute it again.");
        }
        return model;
    }
}
