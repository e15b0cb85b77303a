package org.elbow.offline.internal;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds keys that come twice. Beyond a million of them only hashes of 64 bits are kept, 16 bytes or less for each: that two of
 * ten million keys have the same is as likely as one in 400,000.
 */
public final class KeyCheck {

    private static final int IN_FULL = 1_000_000;

    private Set<String> keys = new HashSet<>();

    /** A power of two of places, at most half of them taken; 0 is a free one. */
    private long[] hashes;

    private int taken;

    /** False if the key was there. */
    public boolean add(final String key) {
        if (keys != null && keys.size() < IN_FULL) {
            return keys.add(key);
        }
        if (keys != null) {
            hashes = new long[1 << 22];
            keys.forEach(earlier -> add(hash(earlier)));
            keys = null;
        }
        return add(hash(key));
    }

    private boolean add(final long hash) {
        if (2 * taken >= hashes.length) {
            final var before = hashes;
            hashes = new long[2 * before.length];
            taken = 0;
            for (final var one : before) {
                if (one != 0) {
                    add(one);
                }
            }
        }
        int place = (int)(hash & hashes.length - 1);
        while (hashes[place] != 0) {
            if (hashes[place] == hash) {
                return false;
            }
            place = place + 1 & hashes.length - 1;
        }
        hashes[place] = hash;
        taken++;
        return true;
    }

    /** Mixed by the finaliser of SplitMix64; never 0. */
    private static long hash(final String key) {
        long hash = key.length();
        for (int i = 0; i < key.length(); i++) {
            hash += 0x9E3779B97F4A7C15L + key.charAt(i);
            hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
            hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
            hash ^= hash >>> 31;
        }
        return hash == 0 ? 1 : hash;
    }
}
