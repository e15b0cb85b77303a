package org.elbow.data;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Where a {@link FeatureMatrix} lies: in memory up to a limit, in a temporary file above it.
 *
 * @param bytesInMemory the largest matrix that is kept in memory, in bytes; {@link #AUTOMATIC} for a quarter of the largest
 *            Java heap. That memory comes in addition to the heap, and several matrices may be open at once
 * @param folder for temporary files; must exist when one is needed
 */
public record MatrixStorage(long bytesInMemory, Path folder) {

    /** Lets the size of the Java heap decide. */
    public static final long AUTOMATIC = 0;

    private static final int SHARE_OF_HEAP = 4;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if the limit is negative
     */
    public MatrixStorage {
        if (bytesInMemory < 0) {
            throw new IllegalArgumentException("The limit for rows kept in memory is " + bytesInMemory
                + " bytes; it must not be negative. 0 lets the size of the Java heap decide.");
        }
        Objects.requireNonNull(folder, "folder");
    }

    /** @return the automatic limit, and the folder that Java has for temporary files ({@code java.io.tmpdir}) */
    public static MatrixStorage defaults() {
        return new MatrixStorage(AUTOMATIC, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** @return the largest matrix that is kept in memory, in bytes */
    public long limit() {
        return bytesInMemory == AUTOMATIC ? Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP : bytesInMemory;
    }
}
