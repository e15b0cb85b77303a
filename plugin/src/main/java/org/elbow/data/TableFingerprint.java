package org.elbow.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Hashes of a table's rows, eight bytes for each: half of its key, half of its features. Tells whether another table is the
 * same, and where it begins to differ. Immutable.
 */
public final class TableFingerprint {

    /** Bytes per row of {@link #toBytes}. */
    public static final int BYTES_PER_ROW = 2 * Integer.BYTES;

    private static final long SEED = 1;

    private final int[] keys;

    private final int[] contents;

    private TableFingerprint(final int[] keys, final int[] contents) {
        this.keys = keys;
        this.contents = contents;
    }

    /**
     * The fingerprint of some rows in their order.
     *
     * @param keyHashes of each row's key, by {@link #keyHash}; not changed
     * @param rows their features, [keys, features]; not changed
     * @return the fingerprint
     * @throws IllegalArgumentException if there are more or fewer keys than rows
     */
    public static TableFingerprint of(final int[] keyHashes, final FeatureMatrix rows) {
        if (keyHashes.length != rows.rows()) {
            throw new IllegalArgumentException("There are " + keyHashes.length + " keys for " + rows.rows() + " rows.");
        }
        final int[] contents = new int[keyHashes.length];
        Arrays.setAll(contents, row -> fold(rows.contentHash(row, SEED)));
        return new TableFingerprint(keyHashes.clone(), contents);
    }

    /** The same for keys that are at hand. */
    public static TableFingerprint of(final List<String> keys, final FeatureMatrix rows) {
        return of(keys.stream().mapToInt(TableFingerprint::keyHash).toArray(), rows);
    }

    /** @return the hash of a row's key */
    public static int keyHash(final String key) {
        long hash = Mix.mix(key.length());
        for (int i = 0; i < key.length(); i++) {
            hash = Mix.mix(hash ^ key.charAt(i));
        }
        return fold(hash);
    }

    private static int fold(final long hash) {
        return (int)(hash ^ hash >>> Integer.SIZE);
    }

    /** @return how many rows there were */
    public int rows() {
        return keys.length;
    }

    /**
     * Says what sets another table apart from the one that this is the fingerprint of.
     *
     * @param otherKeys the keys of the other table's rows
     * @param other their features, [keys, features]; not changed
     * @return a sentence for a user that names the first row that differs; empty if the tables are the same
     */
    public Optional<String> difference(final List<String> otherKeys, final FeatureMatrix other) {
        final TableFingerprint found = of(otherKeys, other);
        final int common = Math.min(rows(), found.rows());
        int row = 0;
        while (row < common && keys[row] == found.keys[row] && contents[row] == found.contents[row]) {
            row++;
        }
        if (row == rows() && row == found.rows()) {
            return Optional.empty();
        }
        final StringBuilder text = new StringBuilder();
        if (found.rows() != rows()) {
            text.append("It has ").append(found.rows()).append(" rows that can be used instead of ").append(rows()).append("; ");
        } else if (Arrays.equals(sorted(keys), sorted(found.keys)) && !Arrays.equals(keys, found.keys)) {
            text.append("It has the same row keys in another order; ");
        }
        if (row == found.rows()) {
            text.append("the rows are the same up to its end, and those that followed are missing.");
        } else if (row == rows()) {
            text.append("row \"").append(otherKeys.get(row)).append("\" (number ").append(row + 1)
                .append(") is the first that was not there.");
        } else {
            text.append("row \"").append(otherKeys.get(row)).append("\" (number ").append(row + 1).append(") ")
                .append(keys[row] == found.keys[row] ? "holds other values than in training."
                    : "has another key than the row in its place in training.");
        }
        return Optional.of(Character.toUpperCase(text.charAt(0)) + text.substring(1));
    }

    private static int[] sorted(final int[] hashes) {
        final int[] copy = hashes.clone();
        Arrays.sort(copy);
        return copy;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof TableFingerprint fingerprint && Arrays.equals(keys, fingerprint.keys)
            && Arrays.equals(contents, fingerprint.contents);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.hashCode(contents);
    }

    /** @return all hashes, those of the keys first, little-endian */
    public byte[] toBytes() {
        final ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(rows(), BYTES_PER_ROW)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(keys).put(contents);
        return bytes.array();
    }

    /**
     * @param bytes given by {@link #toBytes}
     * @return the fingerprint
     * @throws DataException if they cannot be a fingerprint
     */
    public static TableFingerprint fromBytes(final byte[] bytes) {
        if (bytes.length % BYTES_PER_ROW != 0) {
            throw new DataException("The fingerprint of the training rows has " + bytes.length + " bytes, which is no multiple "
                + "of " + BYTES_PER_ROW + ".");
        }
        final int[] keys = new int[bytes.length / BYTES_PER_ROW];
        final int[] contents = new int[keys.length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(keys).get(contents);
        return new TableFingerprint(keys, contents);
    }
}
