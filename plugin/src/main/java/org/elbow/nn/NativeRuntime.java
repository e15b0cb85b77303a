package org.elbow.nn;

import java.nio.file.Path;

import org.deeplearning4j.config.DL4JClassLoading;
import org.nd4j.common.config.ND4JClassLoading;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.Nd4jBlas;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Brings ND4J and its native libraries up, once for the JVM.
 *
 * <p>ND4J finds its backend through a class loader, and what it does not find at its first use it never finds again. Inside
 * OSGi the thread's context class loader knows nothing of this bundle, so ND4J is handed this class's own loader before any
 * of its classes is initialised. Everything in this package that touches native memory calls {@link #start()} first.
 */
public final class NativeRuntime {

    private static final String CACHE_FOLDER = "org.bytedeco.javacpp.cachedir";

    private static final String PROCESS_MEMORY_LIMIT = "org.bytedeco.javacpp.maxphysicalbytes";

    private static boolean started;

    private NativeRuntime() {
    }

    /**
     * Loads the native libraries unless that has happened. Takes 0.5 s (2 s where they are unpacked for the first time) and
     * nothing from then on; may be called from any thread.
     *
     * @throws IllegalStateException if the native libraries of this platform cannot be loaded
     */
    public static synchronized void start() {
        if (started) {
            return;
        }
        final Thread thread = Thread.currentThread();
        final ClassLoader before = thread.getContextClassLoader();
        final ClassLoader own = NativeRuntime.class.getClassLoader();
        thread.setContextClassLoader(own);
        // A folder of our own: a library file that another extension's class loader has loaded cannot be loaded again.
        final boolean cacheSet = setIfAbsent(CACHE_FOLDER,
            Path.of(System.getProperty("user.home"), ".javacpp", "cache", "org.elbow.knime-1.0.0-M2.1").toString());
        // JavaCPP would count the whole process against its limit, the Java heap included, and refuse small blocks.
        final boolean limitSet = setIfAbsent(PROCESS_MEMORY_LIMIT, "0");
        try {
            ND4JClassLoading.setNd4jClassloader(own);
            DL4JClassLoading.setDl4jClassloader(own);
            // One BLAS thread: the worker threads divide the work, and two layers of threads fight for the same cores.
            BlasKernels.during(() -> ((Nd4jBlas)Nd4j.factory().blas()).setMaxThreads(1));
            started = true;
        } catch (final LinkageError | RuntimeException e) {
            throw new IllegalStateException("The native libraries for " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + " could not be loaded (" + e.getMessage() + "). Elbow runs on Linux and "
                + "Windows with x86-64 and on macOS with x86-64 and ARM processors; its update site must include the "
                + "fragment for this platform.", e);
        } finally {
            thread.setContextClassLoader(before);
            clearIf(cacheSet, CACHE_FOLDER);
            clearIf(limitSet, PROCESS_MEMORY_LIMIT);
        }
    }

    /** @return the name of the kernels that OpenBLAS multiplies matrices with on this machine, or "unknown" */
    public static String blasKernels() {
        start();
        return BlasKernels.taken();
    }

    /** ND4J counts OpenMP threads per Java thread, so each worker asks for one of its own. */
    static void useOneThreadHere() {
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    private static boolean setIfAbsent(final String key, final String value) {
        final boolean absent = System.getProperty(key) == null;
        if (absent) {
            System.setProperty(key, value);
        }
        return absent;
    }

    private static void clearIf(final boolean set, final String key) {
        if (set) {
            System.clearProperty(key);
        }
    }
}
