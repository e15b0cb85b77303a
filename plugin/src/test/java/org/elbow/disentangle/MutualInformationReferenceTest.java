package org.elbow.disentangle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.Stream;

import org.elbow.ReferenceCase;
import org.elbow.data.Safetensors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutual information and its scores against an independent program's, in double precision. */
class MutualInformationReferenceTest {

    private static final double TOLERANCE = 1e-10;

    static Stream<ReferenceCase> disentanglement() {
        return ReferenceCase.of("disentanglement", c -> true);
    }

    private static double[][] rows(final Safetensors.Tensor tensor) {
        final double[] values = tensor.doubles();
        final int columns = tensor.shape()[1];
        final double[][] rows = new double[tensor.shape()[0]][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("disentanglement")
    void mutualInformationAndScoresAgree(final ReferenceCase reference) {
        reference.assumePresent();
        final int[][] factors = Arrays.stream(rows(reference.tensor("factors")))
            .map(row -> Arrays.stream(row).mapToInt(value -> (int)value).toArray()).toArray(int[][]::new);
        final MutualInformation information =
            MutualInformation.of(rows(reference.tensor("codes")), factors, (int)reference.number("bins"));
        assertArrayEquals(reference.tensor("factor_entropy").doubles(), information.factorEntropy(), TOLERANCE);
        assertArrayEquals(reference.tensor("mutual_information").doubles(),
            Arrays.stream(information.nats()).flatMapToDouble(Arrays::stream).toArray(), TOLERANCE);
        assertEquals(reference.number("mig"), information.gap(), TOLERANCE);
        assertEquals(reference.number("modularity"), information.modularity(), TOLERANCE);
    }
}
