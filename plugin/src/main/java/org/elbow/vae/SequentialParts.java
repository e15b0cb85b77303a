package org.elbow.vae;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.elbow.data.DataException;

/** A zip that is read from its beginning to its end, its parts in the order in which they were written. */
final class SequentialParts implements ModelParts {

    private final ZipInputStream zip;

    SequentialParts(final InputStream in) {
        zip = new ZipInputStream(new FilterInputStream(in) {
            @Override
            public void close() {
                // the stream is the caller's to close
            }
        });
    }

    @Override
    public InputStream open(final String part) throws IOException {
        final ZipEntry entry = zip.getNextEntry();
        if (entry == null || !entry.getName().equals(part)) {
            throw new DataException("The model file lacks the part \"" + part + "\""
                + (entry == null ? "." : "; it has \"" + entry.getName() + "\" in its place.")
                + " It is not an Elbow model, or was cut off.");
        }
        return new FilterInputStream(zip) {
            @Override
            public void close() {
                // further parts follow
            }
        };
    }
}
