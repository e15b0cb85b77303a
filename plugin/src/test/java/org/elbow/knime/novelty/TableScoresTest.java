package org.elbow.knime.novelty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.knime.table.AppliedChunks;
import org.elbow.nn.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.node.BufferedDataTable;

class TableScoresTest extends ScoringTest {

    private TableScores scores(final BufferedDataTable table, final int chunkRows, final Progress progress) throws Exception {
        try (Scoring scoring = new Scoring(model.model(), background.model(), parameters, table.size(), progress);
                AppliedChunks chunks = new AppliedChunks(table, model.model(), chunkRows, scoring.reading())) {
            return TableScores.of("table", chunks, scoring);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 79})
    void everyScoreIsTheSameWhateverTheChunks(final int chunkRows) throws Exception {
        chooseEveryScore();
        parameters.m_iterations = 20;
        parameters.m_encoderIterations = 10;
        parameters.m_importanceSamples = 10;
        final BufferedDataTable table = labelled();
        final TableScores together = scores(table, 1000, Progress.NONE);
        final List<Double> fractions = new ArrayList<>();
        final TableScores inChunks = scores(table, chunkRows, (fraction, message) -> fractions.add(fraction));
        assertEquals(5, together.scores().size());
        for (int kind = 0; kind < 5; kind++) {
            assertEquals(80, together.scores().get(kind).length);
            // blocks of another size round the products of 32-bit numbers otherwise, which the iterations amplify
            for (int row = 0; row < 80; row++) {
                final double score = together.scores().get(kind)[row];
                assertEquals(score, inChunks.scores().get(kind)[row], 1e-3 * (1 + Math.abs(score)), kind + ", row " + row);
            }
        }
        assertTrue(fractions.get(fractions.size() - 1) > 0.95, fractions.toString());
        final double[] shown = fractions.stream().mapToDouble(Double::doubleValue).toArray();
        final double[] rising = shown.clone();
        Arrays.sort(rising);
        assertArrayEquals(rising, shown, 0, "progress goes forward");
        assertTrue(inChunks.warning().isEmpty());
    }
}
