package org.elbow.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** GZIPInputStream passes silently over whatever follows the compressed data; this one can tell. */
final class StrictGzipInputStream extends GZIPInputStream {

    private static final int TRAILER = 8;

    StrictGzipInputStream(final InputStream in, final int buffer) throws IOException {
        super(in, buffer);
    }

    /** After the end has been read: whether the stream below goes on. */
    boolean isFollowed() throws IOException {
        return inf.getRemaining() > TRAILER || in.read() >= 0;
    }
}
