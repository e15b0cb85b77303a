package org.elbow.vae;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import org.elbow.nn.Progress;

/** Shows how much of several streams together has been read, and lets reading be cancelled. */
final class ReadProgress {

    private static final int STEP = 1 << 20;

    private final Progress progress;

    private final long size;

    private long count;

    private long shown = -STEP;

    /** @param size bytes of all streams; 0 if that is not known */
    ReadProgress(final Progress progress, final long size) {
        this.progress = progress;
        this.size = size;
    }

    InputStream of(final InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                final int next = super.read();
                advance(next < 0 ? 0 : 1);
                return next;
            }

            @Override
            public int read(final byte[] target, final int offset, final int length) throws IOException {
                final int got = super.read(target, offset, length);
                advance(Math.max(0, got));
                return got;
            }
        };
    }

    private void advance(final int bytes) {
        count += bytes;
        if (count - shown >= STEP) {
            shown = count;
            progress.update(size == 0 ? 0 : Math.min(1, (double)count / size), "Reading the model");
        }
    }
}
