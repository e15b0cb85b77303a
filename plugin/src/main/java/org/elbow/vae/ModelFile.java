package org.elbow.vae;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import org.elbow.data.DataException;
import org.elbow.nn.Progress;

/**
 * Models on disk: {@code .elbow} files, and folders or zips with {@code model.json} and {@code weights.safetensors} that come
 * from elsewhere. The format is described in {@code docs/model-file.md}.
 */
public final class ModelFile {

    /** Bytes between two reports of progress. */
    private static final int STEP = 1 << 16;

    private ModelFile() {
    }

    /**
     * Reads a model.
     *
     * @param path a file or a folder
     * @param progress hears of the bytes read, and may cancel
     * @return the model and what was left out
     * @throws DataException if there is nothing, or no model, or a damaged one, or one of a version not known here, with what is
     *             wrong
     * @throws IOException if reading fails
     */
    public static LoadedModel read(final Path path, final Progress progress) throws IOException {
        try (ModelParts parts = open(path)) {
            return ModelReader.read(parts, progress);
        }
    }

    /**
     * Reads what a model is, without its weights.
     *
     * @param path a file or a folder
     * @return the description
     * @throws DataException as {@link #read}
     * @throws IOException if reading fails
     */
    public static ModelDescription describe(final Path path) throws IOException {
        try (ModelParts parts = open(path)) {
            return ModelReader.describe(parts);
        }
    }

    private static ModelParts open(final Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new DataException("There is no file or folder \"" + path + "\". Check the path.");
        }
        if (!Files.isReadable(path)) {
            throw new DataException("\"" + path + "\" cannot be read. Check its permissions.");
        }
        return Files.isDirectory(path) ? new FolderParts(path) : new ZipParts(path);
    }

    /**
     * Writes a model. The file appears when it is complete; until then, and if writing fails or is cancelled, a file of the same
     * name stays as it is.
     *
     * @param model to be written; not changed
     * @param path of the file
     * @param options how
     * @param progress hears of the bytes written, and may cancel
     * @throws DataException if the file may not be written there
     * @throws IOException if writing fails
     * @throws java.util.concurrent.CancellationException if {@code progress} cancels
     */
    public static void write(final VaeModel model, final Path path, final ModelFileOptions options, final Progress progress)
        throws IOException {
        final Path target = Files.isSymbolicLink(path) && Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
        check(target, options);
        final Path folder = target.getParent();
        if (options.createFolders()) {
            createFolders(folder);
        }
        VaeModel written = options.checkpoints() ? model : model.withoutCheckpoints();
        written = options.trainingRows() ? written : written.withoutTrainingRows();
        final Path draft = folder.resolve("." + UUID.randomUUID() + ".part"); // short, since the name may be long
        try {
            write(written, draft, progress);
            move(draft, target, options.overwrite());
        } catch (final AccessDeniedException e) {
            throw new DataException("\"" + target + "\" may not be written. Check the permissions of its folder.", e);
        } catch (final FileSystemException e) { // names the draft, which the user does not know of
            throw new DataException("\"" + target + "\" cannot be written"
                + (e.getReason() == null ? "" : " (" + e.getReason() + ")") + ". Choose another name or folder.", e);
        } finally {
            Files.deleteIfExists(draft);
        }
        progress.update(1, null);
    }

    private static void createFolders(final Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (final FileAlreadyExistsException e) {
            throw new DataException("\"" + e.getFile() + "\" is a file, so that there cannot be a folder of that name.", e);
        } catch (final AccessDeniedException e) {
            throw new DataException("The folder \"" + folder + "\" may not be created. Check the permissions.", e);
        } catch (final FileSystemException e) {
            throw new DataException("The folder \"" + folder + "\" cannot be created"
                + (e.getReason() == null ? "" : " (" + e.getReason() + ")") + ". Choose another one.", e);
        }
    }

    /** @throws DataException if a model may not be written there */
    private static void check(final Path target, final ModelFileOptions options) {
        if (Files.isDirectory(target)) {
            throw new DataException("\"" + target + "\" is a folder. Name a file in it.");
        }
        if (Files.exists(target) && !options.overwrite()) {
            throw exists(target);
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new DataException("\"" + target + "\" is a device or the like, not a file. Choose another name.");
        }
        if (!options.createFolders() && !Files.isDirectory(target.getParent())) {
            throw new DataException("The folder \"" + target.getParent() + "\" does not exist. Create it, or have missing "
                + "folders created.");
        }
    }

    private static DataException exists(final Path target) {
        return new DataException(
            "The file \"" + target + "\" exists already. Choose another name, or have it overwritten.");
    }

    private static void write(final VaeModel model, final Path draft, final Progress progress) throws IOException {
        final long size = 4L * model.parameters().length * (1 + model.checkpoints().size());
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), STEP)) {
            ModelWriter.write(model, new FilterOutputStream(out) {

                private long count;

                private long shown = -STEP;

                @Override
                public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                    out.write(bytes, offset, length);
                    count += length;
                    if (count - shown >= STEP) {
                        shown = count;
                        progress.update(Math.min(1, (double)count / size), "Writing the model");
                    }
                }
            });
            out.flush();
            channel.force(true);
        }
    }

    private static void move(final Path draft, final Path target, final boolean overwrite) throws IOException {
        try {
            if (overwrite) {
                try {
                    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
                } catch (final AtomicMoveNotSupportedException e) {
                    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
                }
            } else {
                Files.move(draft, target);
            }
        } catch (final FileAlreadyExistsException e) {
            throw exists(target);
        }
    }
}
