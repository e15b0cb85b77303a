package org.elbow.benchmarks;

import java.util.Locale;
import java.util.Map;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.elbow.nn.NativeRuntime;

/**
 * Measures one work and prints one line of JSON: its median time in milliseconds, the time that a tenth and that nine tenths
 * of the repetitions stayed below, and how many were counted.
 *
 * <p>Arguments: {@code --work NAME} (without it, the names are listed), {@code --seconds S} for how long to repeat it
 * (8), {@code --warm-up S} for how long before that without counting (5).
 */
public final class Benchmark {

    /** As many as the programs in Python take. */
    static final int THREADS = 2;

    private Benchmark() {
    }

    /** @param arguments see the class comment */
    public static void main(final String[] arguments) {
        String name = null;
        double seconds = 8;
        double warmUp = 5;
        for (int i = 0; i < arguments.length; i += 2) {
            final String value = i + 1 < arguments.length ? arguments[i + 1] : null;
            if (value == null) {
                fail(arguments[i] + " wants a value.");
            }
            switch (arguments[i]) {
                case "--work" -> name = value;
                case "--seconds" -> seconds = number(value);
                case "--warm-up" -> warmUp = number(value);
                default -> fail("There is no argument " + arguments[i] + ".");
            }
        }
        final Map<String, Catalogue.Entry> works = Catalogue.works();
        if (name == null) {
            works.keySet().forEach(System.out::println);
            return;
        }
        final Catalogue.Entry entry = works.get(name);
        if (entry == null) {
            fail("There is no work \"" + name + "\", only " + String.join(", ", works.keySet()) + ".");
        }
        final Stopwatch stopwatch = new Stopwatch(warmUp, seconds);
        entry.work().repeat(stopwatch);
        System.out.printf(Locale.ROOT,
            "{\"work\": \"%s\", \"median_ms\": %.4f, \"p10_ms\": %.4f, \"p90_ms\": %.4f, \"runs\": %d, \"threads\": %d, "
                + "\"blas\": \"%s, %s, one thread per worker\", \"version\": \"Java %s\", \"note\": \"\"}%n",
            name, stopwatch.quantile(0.5) * entry.scale(), stopwatch.quantile(0.1) * entry.scale(),
            stopwatch.quantile(0.9) * entry.scale(), stopwatch.count(), THREADS,
            openblas_nolapack.OPENBLAS_VERSION.strip(), NativeRuntime.blasKernels(), System.getProperty("java.version"));
    }

    private static double number(final String value) {
        try {
            return Double.parseDouble(value);
        } catch (final NumberFormatException e) {
            fail("\"" + value + "\" is not a number of seconds.");
            return 0;
        }
    }

    private static void fail(final String message) {
        System.err.println("benchmark: " + message);
        System.exit(2);
    }
}
