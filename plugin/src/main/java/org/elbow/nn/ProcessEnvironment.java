package org.elbow.nn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.bytedeco.javacpp.Loader;

import com.sun.jna.Library;
import com.sun.jna.Native;

/** What native libraries see of this process: its environment variables, which Java can read but not set, and the processor. */
interface ProcessEnvironment {

    /** The vector instructions of a processor. */
    record Processor(boolean avx2, boolean avx512) {
    }

    /** Sets a variable, for native code alone. */
    void set(String name, String value);

    /** Removes a variable. */
    void remove(String name);

    /** @return what the processor can do */
    Processor processor();

    /** @return the one of this platform; nothing where none is known or the system's library cannot be reached */
    static Optional<ProcessEnvironment> ofThisPlatform() {
        try {
            return switch (Loader.getPlatform()) {
                case "linux-x86_64" -> Optional.of(new Linux(Native.load("c", Linux.Functions.class)));
                case "windows-x86_64" -> Optional.of(new Windows(Native.load("msvcrt", Windows.Functions.class),
                    Native.load("kernel32", Windows.Features.class)));
                default -> Optional.empty();
            };
        } catch (final LinkageError | RuntimeException e) {
            return Optional.empty(); // for example where no library may be unpacked
        }
    }

    /** By the C library, and the file in which Linux describes the processors. */
    record Linux(Functions functions) implements ProcessEnvironment {

        private static final List<String> AVX2 = List.of("avx2", "fma");

        private static final List<String> AVX512 = List.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd");

        /** The functions of the C library. */
        interface Functions extends Library {

            int setenv(String name, String value, int overwrite);

            int unsetenv(String name);

            String getenv(String name);
        }

        @Override
        public void set(final String name, final String value) {
            functions.setenv(name, value, 1);
        }

        @Override
        public void remove(final String name) {
            functions.unsetenv(name);
        }

        @Override
        public Processor processor() {
            try {
                return processor(Files.readString(Path.of("/proc/cpuinfo"), StandardCharsets.ISO_8859_1));
            } catch (final IOException e) {
                return new Processor(false, false); // kept from us
            }
        }

        /** The same for the text of /proc/cpuinfo. */
        static Processor processor(final String text) {
            final Set<String> features = text.lines().filter(line -> line.startsWith("flags")).findFirst()
                .map(line -> Set.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))).orElse(Set.of());
            return new Processor(features.containsAll(AVX2), features.containsAll(AVX512));
        }
    }

    /** By the C library that OpenBLAS is linked with, and the system's own list of features. */
    record Windows(Functions functions, Features features) implements ProcessEnvironment {

        /** PF_AVX2_INSTRUCTIONS_AVAILABLE and PF_AVX512F_INSTRUCTIONS_AVAILABLE of Windows' header winnt.h. */
        private static final int AVX2 = 40;

        private static final int AVX512 = 41;

        /** Of the C library. */
        interface Functions extends Library {

            int _putenv(String assignment); // NOSONAR the function's own name
        }

        /** Of the system. */
        interface Features extends Library {

            boolean IsProcessorFeaturePresent(int feature); // NOSONAR the function's own name
        }

        @Override
        public void set(final String name, final String value) {
            functions._putenv(name + "=" + value);
        }

        @Override
        public void remove(final String name) {
            functions._putenv(name + "=");
        }

        @Override
        public Processor processor() {
            return new Processor(features.IsProcessorFeaturePresent(AVX2), features.IsProcessorFeaturePresent(AVX512));
        }
    }
}
