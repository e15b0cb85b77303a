package org.elbow.vae;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.elbow.data.DataException;

/** A folder whose files are the parts. */
final class FolderParts implements ModelParts {

    private final Path folder;

    /** @throws DataException if it holds no model */
    FolderParts(final Path folder) {
        this.folder = folder;
        if (!Files.isRegularFile(folder.resolve(DESCRIPTION))) {
            throw new DataException("The folder \"" + folder + "\" is not a model: it holds no \"" + DESCRIPTION
                + "\". Choose a file, or a folder with \"" + DESCRIPTION + "\" and \"" + WEIGHTS + "\".");
        }
    }

    @Override
    public InputStream open(final String part) throws IOException {
        final Path file = folder.resolve(part);
        if (!Files.isRegularFile(file)) {
            throw new DataException("The folder \"" + folder + "\" lacks the file \"" + part + "\".");
        }
        return new BufferedInputStream(Files.newInputStream(file));
    }

    @Override
    public String weights() throws IOException {
        return weights(files().map(file -> file.getFileName().toString()).toList(), folder.toString());
    }

    /** The usual name if it is among these, else the only one of the right kind. */
    static String weights(final List<String> files, final String name) {
        if (files.contains(WEIGHTS)) {
            return WEIGHTS;
        }
        final List<String> found = files.stream().filter(file -> file.endsWith(TENSORS) && file.indexOf('/') < 0).toList();
        if (found.size() != 1) {
            throw new DataException("The model in \"" + name + "\" lacks the part \"" + WEIGHTS + "\"" + (found.isEmpty() ? "."
                : ", and which of " + String.join(", ", found) + " it is cannot be told. Name it \"" + WEIGHTS + "\"."));
        }
        return found.get(0);
    }

    @Override
    public long size() throws IOException {
        return files().mapToLong(file -> file.toFile().length()).sum();
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
