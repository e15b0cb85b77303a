package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class Conv2dTest extends LinearOpContract {

    @Override
    LinearOp[] maps() {
        return new LinearOp[]{new Conv2d(1, 1, 1, 1, 1, 1, 0), new Conv2d(5, 7, 2, 3, 3, 2, 1), new Conv2d(28, 28, 1, 4, 4, 2, 1),
            new Conv2d(6, 6, 3, 2, 4, 3, 3), new Conv2d(60, 60, 3, 2, 5, 1, 2)};
    }

    @Test
    void everyOutputIsTheSumOverItsWindow() {
        final Conv2d map = new Conv2d(4, 3, 2, 2, 3, 2, 1);
        final float[] parameters = new float[map.parameterCount()];
        final float[] image = new float[map.inputSize()];
        RandomStreams.gaussian(new java.util.SplittableRandom(1), parameters, 0, parameters.length);
        RandomStreams.gaussian(new java.util.SplittableRandom(2), image, 0, image.length);
        try (FloatBlock weights = FloatBlock.of(parameters); FloatBlock in = FloatBlock.of(image);
                FloatBlock out = FloatBlock.allocate(map.outputSize())) {
            map.value(weights, 0, in, out, 0, 1, new Scratch());
            for (int y = 0; y < map.outHeight(); y++) {
                for (int x = 0; x < map.outWidth(); x++) {
                    for (int o = 0; o < 2; o++) {
                        assertEquals(naive(map, parameters, image, y, x, o), out.get((y * map.outWidth() + x) * 2 + o), 1e-5,
                            y + ", " + x + ", " + o);
                    }
                }
            }
        }
    }

    private static double naive(final Conv2d map, final float[] parameters, final float[] image, final int y, final int x,
        final int out) {
        double sum = parameters[map.weightCount() + out];
        for (int ky = 0; ky < map.kernel(); ky++) {
            for (int kx = 0; kx < map.kernel(); kx++) {
                final int row = y * map.stride() - map.padding() + ky;
                final int column = x * map.stride() - map.padding() + kx;
                for (int c = 0; c < map.channels(); c++) {
                    if (row >= 0 && row < map.height() && column >= 0 && column < map.width()) {
                        sum += image[(row * map.width() + column) * map.channels() + c]
                            * parameters[((ky * map.kernel() + kx) * map.channels() + c) * map.outChannels() + out];
                    }
                }
            }
        }
        return sum;
    }

    @Test
    void aWindowLargerThanTheImageIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Conv2d(3, 3, 1, 1, 6, 1, 1));
    }
}
