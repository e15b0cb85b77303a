package org.elbow.offline;

/** Told of every report of progress, on the thread that reports it. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * @param fraction the progress in [0, 1]
     * @param message what is being done, null if nothing was said
     */
    void progress(double fraction, String message);
}
