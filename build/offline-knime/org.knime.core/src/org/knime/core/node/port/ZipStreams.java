package org.knime.core.node.port;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Entries of zip files as streams whose end is the entry's end, not the file's. */
final class ZipStreams {

    private ZipStreams() {
    }

    /** The open entry; closing the stream closes the entry. */
    static OutputStream entryOf(final ZipOutputStream zip) {
        return new FilterOutputStream(zip) {
            @Override
            public void write(final byte[] bytes, final int offset, final int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    /** The open entry; closing the stream closes the entry. */
    static InputStream entryOf(final ZipInputStream zip) {
        return new FilterInputStream(zip) {
            @Override
            public void close() throws IOException {
                zip.closeEntry();
            }
        };
    }

    /** Goes to the next entry, which has to be of that name. */
    static void expect(final ZipInputStream zip, final String name) throws IOException {
        final var entry = zip.getNextEntry();
        if (entry == null || !name.equals(entry.getName())) {
            throw new IOException("Expected zip entry " + name + ", got " + (entry == null ? "none" : entry.getName()));
        }
    }
}
