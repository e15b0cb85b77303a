package org.elbow.knime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

import org.elbow.offline.OfflineExecution;
import org.junit.jupiter.api.Test;
import org.knime.core.node.BufferedDataContainer;

class MeasureHistogramsTest {

    @Test
    void everyValueIsCountedOnceAndThoseBeyondTheRangeInTheOutermostBars() {
        final BufferedDataContainer container = new OfflineExecution().context().createDataContainer(MeasureHistograms.SPEC);
        MeasureHistograms.add(container, "shift", "nats", new double[] {-7, 0, 0.3, 0.5, 1, 1.999, 2, 99}, 0, 2, 4);
        MeasureHistograms.add(container, "nothing", "nats", new double[0], 0, 1, 4);
        container.close();
        final List<Map<String, Object>> measures = MeasureHistograms.data(container.getTable());
        assertEquals(1, measures.size(), "a measure of no rows is left out");
        assertEquals(List.of(0.0, 0.5, 1.0, 1.5), measures.get(0).get("edges"));
        assertEquals(2.0, measures.get(0).get("to"));
        assertEquals(List.of(3, 1, 1, 3), measures.get(0).get("counts"));
        assertEquals((-7 + 0.3 + 0.5 + 1 + 1.999 + 2 + 99) / 8, (double)measures.get(0).get("mean"), 1e-12);
    }
}
