package org.elbow.knime.consistency;

import static org.elbow.knime.TestTables.randomNumbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import org.elbow.consistency.RowTransformation;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.knime.TestModels;
import org.elbow.knime.table.AppliedChunks;
import org.elbow.nn.Progress;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.VaeModel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;

class ScoredRowsTest {

    private static final VaeModel MODEL = TestModels.untrained(LikelihoodFamily.GAUSSIAN,
        new NumericEncoding("x1", Scaling.NONE, 0, 1, Double.NaN), new NumericEncoding("x2", Scaling.NONE, 0, 1, Double.NaN));

    private static ScoredRows score(final BufferedDataTable table, final int chunkRows, final List<MovedRows.Moved> most)
        throws Exception {
        final ConsistencyScorerParameters parameters = new ConsistencyScorerParameters();
        parameters.m_importanceSamples = 5;
        final ScoredRows.Works works = ScoredRows.Works.of(Progress.NONE, true);
        try (FeatureMatrix reference = FeatureMatrix.of(new float[][] {{0, 1}, {1, 3}, {2, -1}});
                AppliedChunks chunks = new AppliedChunks(table, MODEL, chunkRows, works.reading());
                MovedRows moved = new MovedRows(2)) {
            final ScoredRows scored = ScoredRows.of(chunks, MODEL, new RowTransformation(MODEL.encoding(), MODEL.likelihood(),
                reference, parameters.imageChanges(), parameters.valueChanges()), parameters, moved, works);
            most.addAll(moved.inOrder());
            return scored;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 130})
    void nothingDependsOnTheChunks(final int chunkRows) throws Exception {
        final BufferedDataTable table = randomNumbers(200, 2, 3);
        final List<MovedRows.Moved> most = new ArrayList<>();
        final List<MovedRows.Moved> mostInChunks = new ArrayList<>();
        final ScoredRows together = score(table, 1000, most);
        final ScoredRows inChunks = score(table, chunkRows, mostInChunks);
        // blocks of another size round the products of 32-bit numbers otherwise
        assertArrayEquals(together.scores().divergence(), inChunks.scores().divergence(), 1e-5);
        assertArrayEquals(together.scores().shift(), inChunks.scores().shift(), 1e-5);
        assertArrayEquals(together.scores().relativeShift(), inChunks.scores().relativeShift(), 1e-5);
        assertEquals(together.negativeLogLikelihood(), inChunks.negativeLogLikelihood(), 1e-4);
        assertEquals(together.usage().mutualInformation(), inChunks.usage().mutualInformation(), 1e-4);
        assertArrayEquals(together.usage().variances(), inChunks.usage().variances(), 1e-5);
        assertEquals(most.stream().map(MovedRows.Moved::place).toList(),
            mostInChunks.stream().map(MovedRows.Moved::place).toList());
        assertEquals(5, most.size());
    }
}
