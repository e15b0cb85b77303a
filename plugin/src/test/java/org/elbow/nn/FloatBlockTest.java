package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FloatBlockTest {

    @Test
    void aNewBlockIsAllZeros() {
        try (FloatBlock block = FloatBlock.allocate(1000)) {
            assertArrayEquals(new float[1000], block.toArray());
        }
    }

    @Test
    void stretchesAreMovedWithoutTouchingTheRest() {
        try (FloatBlock block = FloatBlock.of(new float[]{1, 2, 3, 4})) {
            block.put(1, new float[]{0, 20, 30}, 1, 2);
            assertArrayEquals(new float[]{1, 20, 30, 4}, block.toArray());
            block.clear(2, 2);
            assertArrayEquals(new float[]{1, 20, 0, 0}, block.toArray());
        }
    }

    @Test
    void anEmptyBlockHasNoFloats() {
        try (FloatBlock block = FloatBlock.allocate(0)) {
            assertEquals(0, block.length());
            assertEquals(0, block.toArray().length);
        }
    }

    @Test
    void impossibleLengthsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> FloatBlock.allocate(-1));
        assertThrows(IllegalArgumentException.class, () -> FloatBlock.allocate(1L << 40));
    }
}
