package org.elbow.consistency;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.elbow.data.FeatureEncoding;
import org.elbow.data.FeatureMatrix;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.LikelihoodSpec.Group;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowTransformationTest {

    /** A number, three categories, an image of two pixels, a vector of two elements in [0, 1]. */
    private static final FeatureEncoding ENCODING = new FeatureEncoding(List.of(
        new NumericEncoding("n", Scaling.NONE, 0, 1, Double.NaN), new NominalEncoding("c", List.of("a", "b", "c"), null),
        new ImageEncoding("p", 2, 1, 1), new VectorEncoding("v", 2, Scaling.MIN_MAX, 0, 1)));

    private static final LikelihoodSpec LIKELIHOOD = new LikelihoodSpec(List.of(new Group(LikelihoodFamily.GAUSSIAN, 1),
        new Group(LikelihoodFamily.ONE_HOT, 3), new Group(LikelihoodFamily.BERNOULLI, 4)));

    private static final float[][] ROWS = {{10, 1, 0, 0, 1, 0, 0, 0.5f}, {14, 0, 1, 0, 0, 1, 1, 0.5f},
        {18, 0, 1, 0, 1, 1, 0, 0.25f}, {22, 0, 0, 1, 0, 0, 1, 1}};

    private static final ImageChanges STILL = new ImageChanges(0, 0, 1, 1, false);

    private final FeatureMatrix rows = FeatureMatrix.of(ROWS);

    @AfterEach
    void free() {
        rows.close();
    }

    private List<float[]> draws(final ImageChanges images, final ValueChanges changes, final int count) {
        final RowTransformation transformation = new RowTransformation(ENCODING, LIKELIHOOD, rows, images, changes);
        final SplittableRandom random = new SplittableRandom(2);
        final List<float[]> draws = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            final float[] row = ROWS[1].clone();
            final float[] target = new float[row.length];
            transformation.apply(row, target, random);
            assertArrayEquals(ROWS[1], row, 0, "the row itself is not changed");
            draws.add(target);
        }
        return draws;
    }

    @Test
    void withoutChangesARowStaysAsItIs() {
        assertArrayEquals(ROWS[1], draws(STILL, new ValueChanges(0, 0, 0), 1).get(0), 0);
    }

    @Test
    void noiseIsRelativeToTheSpreadOfTheColumnAndStaysWithinTheLikelihoodsRange() {
        final List<float[]> draws = draws(STILL, new ValueChanges(0.5, 0, 0), 4000);
        double sum = 0;
        double squares = 0;
        for (final float[] draw : draws) {
            sum += draw[0] - 14;
            squares += (draw[0] - 14) * (draw[0] - 14);
            for (int f = 1; f < 6; f++) {
                assertEquals(ROWS[1][f], draw[f], 0, "categories and pixels get no noise");
            }
            assertTrue(draw[6] >= 0 && draw[6] <= 1 && draw[7] >= 0 && draw[7] <= 1);
        }
        final double spread = 0.5 * Math.sqrt(20); // half the deviation of 10, 14, 18, 22
        assertEquals(0, sum / draws.size(), 4 * spread / Math.sqrt(draws.size()));
        assertEquals(spread, Math.sqrt(squares / draws.size()), 4 * spread / Math.sqrt(2.0 * draws.size()));
        assertTrue(draws.stream().anyMatch(draw -> draw[6] < 1), "noise reaches bounded features, too");
    }

    @Test
    void booleansGetNoNoiseButSwap() {
        final FeatureEncoding encoding =
            new FeatureEncoding(List.of(new NumericEncoding("b", Scaling.NONE, 0, 1, Double.NaN, NumberType.BOOLEAN)));
        try (FeatureMatrix booleans = FeatureMatrix.of(new float[][] {{0}, {1}, {1}})) {
            boolean swapped = false;
            for (final ValueChanges changes : List.of(new ValueChanges(0.5, 0, 0), new ValueChanges(0.5, 0, 0.5))) {
                final RowTransformation transformation =
                    new RowTransformation(encoding, LikelihoodSpec.bernoulli(1), booleans, STILL, changes);
                final float[] target = new float[1];
                for (int i = 0; i < 50; i++) {
                    transformation.apply(new float[] {1}, target, new SplittableRandom(i));
                    assertTrue(target[0] == 1 || changes.swapped() > 0 && target[0] == 0);
                    swapped |= target[0] == 0;
                }
            }
            assertTrue(swapped);
        }
    }

    @Test
    void maskedValuesBecomeTheColumnsMeanOrTheSharesOfItsValues() {
        final float[] masked = draws(STILL, new ValueChanges(0.1, 1, 0), 1).get(0);
        assertArrayEquals(new float[] {16, 0.25f, 0.5f, 0.25f, 0, 1, 0.5f, 0.5625f}, masked, 1e-6f);
    }

    @Test
    void swappedValuesAreThoseOfAnotherRowAndCategoriesSwapAsAWhole() {
        boolean elementsApart = false;
        for (final float[] draw : draws(STILL, new ValueChanges(0.1, 0, 1), 200)) {
            assertTrue(List.of(10f, 14f, 18f, 22f).contains(draw[0]));
            assertEquals(1, draw[1] + draw[2] + draw[3], 0);
            assertTrue(draw[4] == 0 && draw[5] == 1, "images are not swapped");
            elementsApart |= draw[6] == 0 && draw[7] == 1;
        }
        assertTrue(elementsApart, "elements of a vector swap by themselves");
    }

    @Test
    void imagesChangeByTheirOwnLimits() {
        final List<float[]> draws = draws(new ImageChanges(0, 0, 1, 1, true), new ValueChanges(0, 0, 0), 100);
        assertTrue(draws.stream().anyMatch(draw -> draw[4] == 1 && draw[5] == 0), "mirrored");
        assertTrue(draws.stream().anyMatch(draw -> draw[4] == 0 && draw[5] == 1), "not mirrored");
        assertTrue(draws.stream().allMatch(draw -> draw[0] == 14 && draw[2] == 1));
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ValueChanges(-1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new ValueChanges(0, 0.6, 0.6));
        assertThrows(IllegalArgumentException.class, () -> new ValueChanges(0, Double.NaN, 0));
        try (FeatureMatrix empty = FeatureMatrix.allocate(0, 8)) {
            assertThrows(IllegalArgumentException.class,
                () -> new RowTransformation(ENCODING, LIKELIHOOD, empty, STILL, ValueChanges.defaults()));
        }
        assertThrows(IllegalArgumentException.class, () -> new RowTransformation(FeatureEncoding.asTheyStand(3), LIKELIHOOD, rows,
            STILL, ValueChanges.defaults()));
    }
}
