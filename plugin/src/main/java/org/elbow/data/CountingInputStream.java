package org.elbow.data;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes that are taken from a file. */
final class CountingInputStream extends FilterInputStream {

    private long count;

    CountingInputStream(final InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        final int b = super.read();
        count += b >= 0 ? 1 : 0;
        return b;
    }

    @Override
    public int read(final byte[] target, final int offset, final int length) throws IOException {
        final int got = super.read(target, offset, length);
        count += Math.max(0, got);
        return got;
    }

    @Override
    public long skip(final long n) throws IOException {
        final long skipped = super.skip(n);
        count += skipped;
        return skipped;
    }

    /** @return how many bytes have been read or skipped */
    long count() {
        return count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
