package org.elbow.influence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.elbow.nn.Activation;
import org.elbow.nn.Dense;
import org.elbow.vae.Architecture;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.VaeStructure;
import org.junit.jupiter.api.Test;

class GradientPlanTest {

    private static final VaeStructure DENSE = new VaeStructure(
        Architecture.dense(784, 784, List.of(512, 256), 32, Activation.RELU), LikelihoodSpec.bernoulli(784));

    private static final VaeStructure CONVOLUTIONAL =
        new VaeStructure(Architecture.convolutional(1, 28, 1, 32, Activation.RELU), LikelihoodSpec.bernoulli(784));

    private static List<Integer> layers(final List<GradientPlan.LayerForm> forms) {
        return forms.stream().map(GradientPlan.LayerForm::layer).toList();
    }

    @Test
    void lastLayersAreCountedFromTheOutputBackThroughTheCode() {
        final GradientPlan all = GradientPlan.pairs(DENSE, 1, 2000, 100);
        final int decoder = all.decoder().size();
        final int encoder = all.encoder().size();
        assertEquals(List.of(decoder - 1), layers(all.withLastLayers(1).decoder()));
        assertEquals(List.of(), layers(all.withLastLayers(decoder).encoder()));
        assertEquals(layers(all.decoder()), layers(all.withLastLayers(decoder + 1).decoder()));
        assertEquals(List.of(encoder - 1), layers(all.withLastLayers(decoder + 1).encoder()));
        assertEquals(all, all.withLastLayers(decoder + encoder + 7));
        assertEquals(all, all.withLastLayers(0));
    }

    @Test
    void denseLayersAreComparedByTheirFactors() {
        final GradientPlan plan = GradientPlan.pairs(DENSE, 1, 2000, 100);
        plan.encoder().forEach(layer -> assertFalse(layer.multipliedOut()));
        plan.decoder().forEach(layer -> assertFalse(layer.multipliedOut()));
        assertEquals(100, plan.testRows());
    }

    @Test
    void denseLayersAreMultipliedOutWhereThereAreManyDraws() {
        final GradientPlan plan = GradientPlan.pairs(DENSE, 100, 2000, 100);
        plan.encoder().forEach(layer -> assertFalse(layer.multipliedOut())); // one term however many draws
        plan.decoder().forEach(layer -> assertTrue(layer.multipliedOut()));
    }

    @Test
    void convolutionsOfLargeImagesAreMultipliedOut() {
        final GradientPlan plan = GradientPlan.pairs(CONVOLUTIONAL, 1, 2000, 100);
        plan.encoder().forEach(layer -> assertEquals(!(layer.map() instanceof Dense), layer.multipliedOut()));
        plan.decoder().forEach(layer -> assertEquals(!(layer.map() instanceof Dense), layer.multipliedOut()));
    }

    @Test
    void memoryIsBoundedWhateverTheNumberOfRowsAndDraws() {
        for (final int draws : new int[]{1, 30, 1000}) {
            for (final VaeStructure structure : List.of(DENSE, CONVOLUTIONAL)) {
                final GradientPlan plan = GradientPlan.pairs(structure, draws, 2_000_000_000, 2_000_000_000);
                final long floats = plan.encoder().stream().mapToLong(GradientPlan.LayerForm::floats).sum()
                    + plan.decoder().stream().mapToLong(GradientPlan.LayerForm::floats).sum();
                assertTrue(floats * plan.blockRows() <= 1L << 23 || plan.blockRows() == 1, plan.toString());
                assertTrue(floats * plan.testRows() <= 1L << 26, plan.toString());
                assertTrue((long)plan.tileRows() * plan.testRows() <= 1L << 24, plan.toString());
            }
        }
    }

    @Test
    void aFewRowsAreStillDividedAmongThreads() {
        final GradientPlan plan = GradientPlan.pairs(DENSE, 1, 2000, 100);
        assertEquals(16, plan.blockOf(100));
        assertEquals(125, plan.blockOf(2000));
        assertEquals(128, plan.blockOf(1_000_000));
    }
}
