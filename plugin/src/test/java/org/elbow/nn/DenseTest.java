package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class DenseTest extends LinearOpContract {

    @Override
    LinearOp[] maps() {
        return new LinearOp[]{new Dense(1, 1), new Dense(7, 4), new Dense(33, 65)};
    }

    @Test
    void valueIsInputTimesWeightsPlusBias() {
        try (FloatBlock parameters = FloatBlock.of(new float[]{1, 2, 3, 4, 5, 6, 10, 20, 30});
                FloatBlock x = FloatBlock.of(new float[]{1, -1}); FloatBlock out = FloatBlock.allocate(3)) {
            new Dense(2, 3).value(parameters, 0, x, out, 0, 1, new Scratch());
            assertArrayEquals(new float[]{1 - 4 + 10, 2 - 5 + 20, 3 - 6 + 30}, out.toArray());
        }
    }

    @Test
    void aLayerWithoutOutputsIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Dense(3, 0));
    }
}
