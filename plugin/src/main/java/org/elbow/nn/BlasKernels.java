package org.elbow.nn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

import com.sun.jna.Function;

/**
 * Which of its kernels OpenBLAS multiplies matrices with. It knows processors by family and model, and takes kernels that are
 * twenty years old for those younger than itself: a fifteenth of the speed on AMD's family 26. An environment variable makes
 * the choice for it, which it reads while it is loaded.
 *
 * <p>Whatever fails here leaves the choice to OpenBLAS: results are the same to within rounding.
 */
final class BlasKernels {

    /** What OpenBLAS reads. A user who has set it has chosen. */
    static final String VARIABLE = "OPENBLAS_CORETYPE";

    private static final String AVX512_KERNELS = "SkylakeX";

    private static final String AVX2_KERNELS = "Haswell";

    private BlasKernels() {
    }

    /** Runs what loads OpenBLAS, with the choice made; the process's environment is afterwards what it was. */
    static void during(final Runnable loading) {
        final Optional<ProcessEnvironment> environment = ProcessEnvironment.ofThisPlatform();
        final Optional<String> kernels = environment.flatMap(own -> fitting(own.processor()));
        if (kernels.isEmpty() || System.getenv(VARIABLE) != null) {
            loading.run();
            return;
        }
        environment.get().set(VARIABLE, kernels.get());
        try {
            loading.run();
        } finally {
            environment.get().remove(VARIABLE);
        }
    }

    /** @return the kernels that fit a processor, or nothing where OpenBLAS is to choose */
    static Optional<String> fitting(final ProcessEnvironment.Processor processor) {
        if (processor.avx512()) {
            return Optional.of(AVX512_KERNELS);
        }
        return processor.avx2() ? Optional.of(AVX2_KERNELS) : Optional.empty();
    }

    /** @return the name of the kernels that OpenBLAS has taken, once it is loaded; "unknown" where it does not tell */
    static String taken() {
        final Path folder = Path.of(Loader.load(openblas_nolapack.class)).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            final Path library = files.filter(file -> file.getFileName().toString().startsWith("libopenblas_nolapack"))
                .findFirst().orElseThrow();
            return Function.getFunction(library.toString(), "openblas_get_corename").invokeString(new Object[0], false);
        } catch (final LinkageError | RuntimeException | IOException e) {
            return "unknown";
        }
    }
}
