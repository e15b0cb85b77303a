package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class FeatureMatrixInMemoryTest extends FeatureMatrixContract {

    @Override
    MatrixStorage storage() {
        return MatrixStorage.defaults();
    }

    @Test
    void upToTheLimitAMatrixLiesInMemory() {
        final MatrixStorage storage = new MatrixStorage(4 * 6, MatrixStorage.defaults().folder());
        try (FeatureMatrix within = FeatureMatrix.allocate(2, 3, storage);
                FeatureMatrix above = FeatureMatrix.allocate(7, 1, storage)) {
            assertFalse(within.isInFile());
            assertTrue(above.isInFile());
        }
    }

    @Test
    void theAutomaticLimitIsAQuarterOfTheHeap() {
        assertEquals(Runtime.getRuntime().maxMemory() / 4, MatrixStorage.defaults().limit());
        assertEquals(7, new MatrixStorage(7, Path.of("anywhere")).limit());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new MatrixStorage(-5, Path.of("anywhere"))).getMessage()
            .contains("-5 bytes"));
    }
}
