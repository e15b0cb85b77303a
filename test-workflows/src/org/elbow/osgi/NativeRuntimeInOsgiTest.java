package org.elbow.osgi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;

import org.elbow.nn.Blas;
import org.elbow.nn.Blas.Matrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.NativeRuntime;
import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeModel;

/** The native libraries inside OSGi, where each bundle has a class loader of its own. */
class NativeRuntimeInOsgiTest {

    @Test
    void thePlugInIsLoadedByOsgi() {
        final String loader = NativeRuntime.class.getClassLoader().getClass().getName();
        assertTrue(loader.contains("EquinoxClassLoader"), loader);
    }

    @Test
    void matricesAreMultipliedOnAThreadWithKnimesClassLoader() throws Exception {
        final FutureTask<float[]> product = new FutureTask<>(NativeRuntimeInOsgiTest::product);
        final Thread worker = new Thread(product, "as in KNIME");
        worker.setContextClassLoader(NodeModel.class.getClassLoader());
        worker.start();
        assertArrayEquals(new float[]{58, 64, 139, 154}, product.get());
    }

    private static float[] product() {
        NativeRuntime.start();
        try (FloatBlock left = FloatBlock.of(new float[]{1, 2, 3, 4, 5, 6});
                FloatBlock right = FloatBlock.of(new float[]{7, 8, 9, 10, 11, 12});
                FloatBlock product = FloatBlock.allocate(4)) {
            Blas.multiply(false, false, 2, 2, 3, new Matrix(left, 0, 3), new Matrix(right, 0, 2), 0,
                new Matrix(product, 0, 2));
            return product.toArray();
        }
    }
}
