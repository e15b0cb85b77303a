package org.elbow.knime.probe;

import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.elbow.nn.Blas;
import org.elbow.nn.Blas.Matrix;
import org.elbow.nn.FloatBlock;
import org.elbow.nn.NativeRuntime;

/**
 * Tells whether an installed Elbow can compute: multiplies two small matrices natively, as a node would.
 *
 * <p>Started with {@code -application org.elbow.knime.probe}; exits with 0 if the product is right, with 1 if it is not.
 */
public final class ProbeApplication implements IApplication {

    private static final float[] LEFT = {1, 2, 3, 4, 5, 6}; // 2 × 3

    private static final float[] RIGHT = {7, 8, 9, 10, 11, 12}; // 3 × 2

    private static final float[] PRODUCT = {58, 64, 139, 154}; // 2 × 2

    @Override
    public Object start(final IApplicationContext context) throws ExecutionException, InterruptedException {
        final FutureTask<float[]> product = new FutureTask<>(ProbeApplication::multiply);
        final Thread worker = new Thread(product, "probe");
        // KNIME's worker threads carry a class loader that knows nothing of this bundle, and ND4J asks the thread's
        worker.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        worker.start();
        final float[] result = product.get();
        final boolean right = Arrays.equals(PRODUCT, result);
        System.out.println("Elbow's native product is " + Arrays.toString(result)
            + (right ? ", as it must be." : ", but must be " + Arrays.toString(PRODUCT) + "."));
        return right ? IApplication.EXIT_OK : Integer.valueOf(1);
    }

    @Override
    public void stop() {
        // the product is done in no time
    }

    private static float[] multiply() {
        NativeRuntime.start();
        try (FloatBlock left = FloatBlock.of(LEFT); FloatBlock right = FloatBlock.of(RIGHT);
                FloatBlock product = FloatBlock.allocate(PRODUCT.length)) {
            Blas.multiply(false, false, 2, 2, 3, new Matrix(left, 0, 3), new Matrix(right, 0, 2), 0,
                new Matrix(product, 0, 2));
            return product.toArray();
        }
    }
}
