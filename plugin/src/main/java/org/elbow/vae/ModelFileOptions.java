package org.elbow.vae;

/**
 * How a model is written to a file.
 *
 * @param overwrite whether a file of the same name is replaced; otherwise it is kept, and nothing is written
 * @param createFolders whether folders on the way to the file are created
 * @param checkpoints whether the weights from the middle of training are written too
 * @param trainingRows whether the fingerprint of the training rows is written too
 */
public record ModelFileOptions(boolean overwrite, boolean createFolders, boolean checkpoints, boolean trainingRows) {

    /** @return everything is written, missing folders are an error, and so is a file that is there */
    public static ModelFileOptions defaults() {
        return new ModelFileOptions(false, false, true, true);
    }

    /** @return the same with or without overwriting */
    public ModelFileOptions withOverwrite(final boolean value) {
        return new ModelFileOptions(value, createFolders, checkpoints, trainingRows);
    }
}
