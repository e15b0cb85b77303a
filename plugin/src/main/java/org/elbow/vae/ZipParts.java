package org.elbow.vae;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.elbow.data.DataException;

/** A zip on disk, its parts in any order, beside each other at the top or in one folder. */
final class ZipParts implements ModelParts {

    private static final String RESOURCE_FORKS = "__MACOSX/";

    private final String name;

    private final ZipFile zip;

    private final String folder;

    /** @throws DataException if the file is no zip, or no model */
    ZipParts(final Path file) throws IOException {
        name = file.getFileName().toString();
        try {
            zip = new ZipFile(file.toFile());
        } catch (final ZipException e) {
            throw new DataException("The file \"" + name + "\" is not a model: it is not a zip file, or was cut off ("
                + e.getMessage() + "). Choose a file that VAE Writer wrote, or a folder or zip with \"" + DESCRIPTION
                + "\" and \"" + WEIGHTS + "\".", e);
        }
        try {
            folder = folder();
        } catch (final RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private String folder() {
        final List<String> found = zip.stream().map(ZipEntry::getName)
            .filter(entry -> entry.equals(DESCRIPTION) || entry.endsWith("/" + DESCRIPTION))
            .filter(entry -> entry.indexOf('/') == entry.lastIndexOf('/') && !entry.startsWith(RESOURCE_FORKS)).toList();
        if (found.size() != 1) {
            throw new DataException("The zip file \"" + name + "\" is not a model: it holds " + (found.isEmpty()
                ? "no \"" + DESCRIPTION + "\"" : "several models (" + String.join(", ", found) + ")")
                + ". Choose a file that VAE Writer wrote, or put \"" + DESCRIPTION + "\" and \"" + WEIGHTS + "\" into a zip.");
        }
        return found.get(0).substring(0, found.get(0).length() - DESCRIPTION.length());
    }

    @Override
    public InputStream open(final String part) throws IOException {
        final ZipEntry entry = zip.getEntry(folder + part);
        if (entry == null || entry.isDirectory()) {
            throw new DataException("The model file \"" + name + "\" lacks the part \"" + folder + part
                + "\". It is not complete.");
        }
        return new Checked(zip.getInputStream(entry), entry);
    }

    /** Compares the sum of a part when its end is reached, as {@link ZipFile} does not. */
    private static final class Checked extends CheckedInputStream {

        private final ZipEntry entry;

        Checked(final InputStream in, final ZipEntry entry) {
            super(in, new CRC32());
            this.entry = entry;
        }

        @Override
        public int read() throws IOException {
            return atEnd(super.read());
        }

        @Override
        public int read(final byte[] target, final int offset, final int length) throws IOException {
            return atEnd(super.read(target, offset, length));
        }

        private int atEnd(final int got) throws ZipException {
            if (got < 0 && getChecksum().getValue() != entry.getCrc()) {
                throw new ZipException("the part \"" + entry.getName() + "\" is not what was written");
            }
            return got;
        }
    }

    @Override
    public String weights() {
        return FolderParts.weights(zip.stream().map(ZipEntry::getName).filter(entry -> entry.startsWith(folder))
            .map(entry -> entry.substring(folder.length())).toList(), name);
    }

    @Override
    public long size() {
        return zip.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
