package org.elbow.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;

import org.elbow.nn.ProcessEnvironment.Linux;
import org.elbow.nn.ProcessEnvironment.Processor;
import org.junit.jupiter.api.Test;

import com.sun.jna.Native;

final class BlasKernelsTest {

    private static final String AVX512 = "avx512f avx512dq rdseed avx512cd sha_ni avx512bw avx512vl";

    @Test
    void theWidestVectorsOfTheProcessorAreUsed() {
        assertEquals(Optional.of("SkylakeX"), BlasKernels.fitting(new Processor(true, true)));
        assertEquals(Optional.of("Haswell"), BlasKernels.fitting(new Processor(true, false)));
    }

    @Test
    void openBlasChoosesForProcessorsWithoutWideVectors() {
        assertEquals(Optional.empty(), BlasKernels.fitting(new Processor(false, false)));
    }

    @Test
    void linuxTellsWhatTheProcessorCanDo() {
        assertEquals(new Processor(true, true), Linux.processor("processor\t: 0\nflags\t\t: fpu fma avx2 " + AVX512 + "\nbugs\t:"));
        assertEquals(new Processor(true, false), Linux.processor("flags : fpu fma avx2 " + AVX512.replace("avx512dq ", "")));
        assertEquals(new Processor(false, false), Linux.processor("flags : fpu avx2"));
        assertEquals(new Processor(false, false), Linux.processor("Features : neon"));
    }

    @Test
    void openBlasTakesTheKernelsThatFit() {
        assumeTrue(System.getenv(BlasKernels.VARIABLE) == null, "the environment has made another choice");
        final Optional<String> kernels = ProcessEnvironment.ofThisPlatform()
            .flatMap(environment -> BlasKernels.fitting(environment.processor()));
        assumeTrue(kernels.isPresent(), "needs a processor with wide vectors, on Linux or Windows");
        assertEquals(kernels.get(), NativeRuntime.blasKernels());
    }

    @Test
    void theUsersChoiceOfKernelsStands() {
        final String chosen = System.getenv(BlasKernels.VARIABLE);
        assumeTrue(chosen != null, "the environment has made no choice");
        assertEquals(chosen, NativeRuntime.blasKernels());
    }

    @Test
    void theEnvironmentIsLeftAsItWas() {
        assumeTrue(System.getenv(BlasKernels.VARIABLE) == null && System.getProperty("os.name").equals("Linux"));
        NativeRuntime.start();
        assertNull(Native.load("c", Linux.Functions.class).getenv(BlasKernels.VARIABLE));
    }

    @Test
    void variablesAreSetAndRemovedForNativeCode() {
        assumeTrue(System.getProperty("os.name").equals("Linux") && System.getProperty("os.arch").equals("amd64"));
        final ProcessEnvironment environment = ProcessEnvironment.ofThisPlatform().orElseThrow();
        final Linux.Functions library = Native.load("c", Linux.Functions.class);
        environment.set("ELBOW_TEST", "set");
        assertEquals("set", library.getenv("ELBOW_TEST"));
        environment.remove("ELBOW_TEST");
        assertNull(library.getenv("ELBOW_TEST"));
    }
}
