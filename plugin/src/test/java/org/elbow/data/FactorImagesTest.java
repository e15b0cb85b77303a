package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

import org.elbow.data.Sprites.Figure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactorImagesTest {

    private static float[] render(final FactorImages images, final int... values) {
        final float[] image = new float[images.imageSize()];
        Arrays.fill(image, 9);
        images.render(values, image);
        return image;
    }

    private static double sum(final float[] image) {
        double sum = 0;
        for (final float pixel : image) {
            assertTrue(pixel >= 0 && pixel <= 1);
            sum += pixel;
        }
        return sum;
    }

    /** The centre of mass, in pixels from the top left corner: x, y. */
    private static double[] centre(final float[] image, final int size) {
        double x = 0;
        double y = 0;
        for (int i = 0; i < image.length; i++) {
            x += image[i] * (i % size + 0.5);
            y += image[i] * (i / size + 0.5);
        }
        return new double[]{x / sum(image), y / sum(image)};
    }

    @Test
    void spritesHaveTheFactorsOfDsprites() {
        final Sprites sprites = new Sprites(64);
        assertEquals(List.of("shape", "scale", "rotation", "x", "y"), sprites.factors().stream().map(Factor::name).toList());
        assertEquals(List.of(3, 6, 40, 32, 32), sprites.factors().stream().map(Factor::values).toList());
        assertEquals(List.of("square", "ellipse", "heart"), sprites.factors().get(0).labels());
        assertEquals(737_280, sprites.combinations());
        assertEquals(64 * 64, sprites.imageSize());
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void figuresStayInsideTheImageAndKeepTheirArea(final Figure figure) {
        for (final int size : new int[]{16, 64, 128}) {
            final Sprites sprites = new Sprites(size, List.of(figure), 2, 7, 3, 3);
            final double area = sum(render(sprites, 0, 1, 0, 1, 1));
            for (int rotation = 0; rotation < 7; rotation++) {
                for (int place = 0; place < 9; place++) {
                    assertEquals(1, sum(render(sprites, 0, 1, rotation, place % 3, place / 3)) / area, 1e-2);
                    assertEquals(0.25, sum(render(sprites, 0, 0, rotation, place % 3, place / 3)) / area, 1e-2);
                }
            }
        }
    }

    @Test
    void squaresAndEllipsesHaveTheirKnownAreas() {
        final Sprites sprites = new Sprites(100);
        // corners, and ends, at 20 pixels from the centre
        assertEquals(800, sum(render(sprites, 0, 5, 3, 0, 0)), 0.5);
        assertEquals(Math.PI * 20 * 10, sum(render(sprites, 1, 5, 3, 0, 0)), 1);
        final double heart = sum(render(sprites, 2, 5, 3, 0, 0));
        assertTrue(heart > 500 && heart < 1000, "area " + heart);
    }

    @Test
    void placesMoveTheFigureEvenly() {
        final Sprites sprites = new Sprites(50, List.of(Figure.ELLIPSE), 1, 1, 4, 7);
        for (int x = 0; x < 4; x++) {
            for (int y = 0; y < 7; y++) {
                assertArrayEquals(new double[]{10 + 10 * x, 10 + 5 * y}, centre(render(sprites, 0, 0, 0, x, y), 50), 1e-3);
            }
        }
    }

    @Test
    void anEllipseTurnsClockwise() {
        final Sprites sprites = new Sprites(64, List.of(Figure.ELLIPSE), 1, 8, 1, 1);
        final float[] lying = render(sprites, 0, 0, 0, 0, 0);
        assertEquals(1f, lying[32 * 64 + 22]);
        assertEquals(0f, lying[22 * 64 + 32]);
        // after an eighth of a turn it reaches from the top left to the bottom right
        final float[] turned = render(sprites, 0, 0, 1, 0, 0);
        assertEquals(1f, turned[25 * 64 + 25]);
        assertEquals(0f, turned[25 * 64 + 38]);
        assertArrayEquals(lying, render(sprites, 0, 0, 4, 0, 0), 1e-6f);
    }

    @Test
    void aHeartPointsDown() {
        final Sprites sprites = new Sprites(64, List.of(Figure.HEART), 1, 1, 1, 1);
        final float[] image = render(sprites, 0, 0, 0, 0, 0);
        assertTrue(sum(Arrays.copyOf(image, 32 * 64)) > 1.5 * sum(Arrays.copyOfRange(image, 32 * 64, 64 * 64)));
        for (int i = 0; i < image.length; i++) {
            assertEquals(image[i], image[i / 64 * 64 + 63 - i % 64], 1e-5f);
        }
    }

    @Test
    void borderPixelsAreGrey() {
        final float[] image = render(new Sprites(64), 2, 3, 7, 11, 13);
        int grey = 0;
        for (final float pixel : image) {
            grey += pixel > 0 && pixel < 1 ? 1 : 0;
        }
        assertTrue(grey > 20, "grey " + grey);
    }

    @Test
    void threeDotsHaveSixFactors() {
        final ThreeDots dots = new ThreeDots(64);
        assertEquals(List.of("x1", "y1", "x2", "y2", "x3", "y3"), dots.factors().stream().map(Factor::name).toList());
        assertTrue(dots.factors().stream().allMatch(f -> f.values() == 64));
        assertEquals(1L << 36, dots.combinations());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void dotsHaveTheirAreaPlaceAndColour(final boolean lightOnDark) {
        final ThreeDots dots = new ThreeDots(64, 65, lightOnDark);
        final double sign = lightOnDark ? 1 : -1;
        final float[] image = render(dots, 20, 40, 20, 40, 20, 40);
        final double paper = lightOnDark ? 0 : 64 * 64;
        final double disc = Math.PI * 0.08 * 64 * 0.08 * 64;
        // all three at one place look like one
        assertEquals(disc, sign * (sum(image) - paper), 0.2);
        assertEquals(lightOnDark ? 1f : 0f, image[40 * 64 + 20]);
        assertEquals(lightOnDark ? 0f : 1f, image[20 * 64 + 40]);
        assertEquals(3 * disc, sign * (sum(render(dots, 10, 10, 30, 30, 50, 50)) - paper), 0.6);
        // a quarter of each is left in the corners, and all of the one in the middle
        assertEquals(1.5 * disc, sign * (sum(render(dots, 0, 0, 64, 64, 32, 32)) - paper), 0.4);
    }

    @Test
    void dotsAreNotToldApart() {
        final ThreeDots dots = new ThreeDots(32, 16, true);
        assertArrayEquals(render(dots, 1, 2, 3, 4, 9, 10), render(dots, 9, 10, 1, 2, 3, 4), 1e-6f);
    }

    @Test
    void imagesAreTheSameOnEveryMachine() {
        final CRC32 crc = new CRC32();
        for (final FactorImages images : List.of(new Sprites(64), new ThreeDots(64))) {
            final FactorSample sample = FactorSample.sample(images, 50, 42);
            while (sample.next()) {
                for (final int value : sample.factorValues()) {
                    crc.update(value);
                }
                for (final float pixel : sample.image()) {
                    final int bits = Float.floatToIntBits(pixel);
                    crc.update(bits);
                    crc.update(bits >> 8);
                    crc.update(bits >> 16);
                    crc.update(bits >> 24);
                }
            }
        }
        assertEquals(2_395_596_526L, crc.getValue());
    }

    @Test
    void aLongerSampleBeginsWithAShorterOne() {
        final FactorSample few = FactorSample.sample(new ThreeDots(16), 3, 5);
        final FactorSample many = FactorSample.sample(new ThreeDots(16), 100, 5);
        final FactorSample other = FactorSample.sample(new ThreeDots(16), 100, 6);
        int different = 0;
        for (int i = 0; i < 3; i++) {
            assertTrue(few.next() && many.next() && other.next());
            assertArrayEquals(few.factorValues(), many.factorValues());
            assertArrayEquals(few.image(), many.image());
            different += Arrays.equals(few.factorValues(), other.factorValues()) ? 0 : 1;
        }
        assertFalse(few.next());
        assertEquals(3, different);
    }

    @Test
    void valuesAreDrawnUniformlyAndIndependently() {
        final Sprites sprites = new Sprites(16, List.of(Figure.values()), 2, 5, 4, 1);
        final FactorSample sample = FactorSample.sample(sprites, 12_000, 1);
        final int[][] counts = new int[5][5];
        final int[][] pairs = new int[3][2];
        while (sample.next()) {
            for (int f = 0; f < 5; f++) {
                counts[f][sample.factorValues()[f]]++;
            }
            pairs[sample.factorValues()[0]][sample.factorValues()[1]]++;
        }
        for (int f = 0; f < 5; f++) {
            final int values = sprites.factors().get(f).values();
            for (int v = 0; v < values; v++) {
                // five standard deviations
                assertEquals(12_000.0 / values, counts[f][v], 5 * Math.sqrt(12_000.0 / values));
            }
        }
        for (final int[] row : pairs) {
            assertEquals(2000, row[0], 5 * Math.sqrt(2000));
            assertEquals(2000, row[1], 5 * Math.sqrt(2000));
        }
    }

    @Test
    void theGridHasEveryCombinationOnceInOrder() {
        final FactorSample grid = FactorSample.grid(new Sprites(16, List.of(Figure.HEART, Figure.SQUARE), 1, 2, 1, 3));
        assertEquals(12, grid.count());
        final StringBuilder seen = new StringBuilder();
        while (grid.next()) {
            seen.append(Arrays.toString(grid.factorValues()));
        }
        assertTrue(seen.toString().startsWith("[0, 0, 0, 0, 0][0, 0, 0, 0, 1][0, 0, 0, 0, 2][0, 0, 1, 0, 0]"));
        assertTrue(seen.toString().endsWith("[1, 0, 1, 0, 2]"));
        assertThrows(ArithmeticException.class, () -> FactorSample.grid(new ThreeDots(16, 1000, true).combinations() < 0
            ? null : new ManyFactors()));
    }

    /** More combinations than can be counted. */
    private record ManyFactors() implements FactorImages {

        @Override
        public List<Factor> factors() {
            return java.util.stream.IntStream.range(0, 7).mapToObj(i -> new Factor("f" + i, 1000)).toList();
        }

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int height() {
            return 1;
        }

        @Override
        public int channels() {
            return 1;
        }

        @Override
        public void render(final int[] factorValues, final float[] image) {
            image[0] = 0;
        }
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Sprites(15));
        assertThrows(IllegalArgumentException.class, () -> new Sprites(129));
        assertThrows(IllegalArgumentException.class, () -> new Sprites(64, List.of(), 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class,
            () -> new Sprites(64, List.of(Figure.HEART, Figure.HEART), 1, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sprites(64, List.of(Figure.HEART), 0, 1, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new Sprites(64, List.of(Figure.HEART), 1, 1, 1, 1001));
        assertThrows(IllegalArgumentException.class, () -> new ThreeDots(200));
        assertThrows(IllegalArgumentException.class, () -> new ThreeDots(64, 0, true));
        assertThrows(IllegalArgumentException.class, () -> FactorSample.sample(new ThreeDots(16), -1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Factor("a", 0));
        assertThrows(IllegalArgumentException.class, () -> new Factor("a", 2, List.of("one")));
    }

    @Test
    void factorValuesOutOfRangeAreRefusedByName() {
        final Sprites sprites = new Sprites(16);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> render(sprites, 0, 6, 0, 0, 0)).getMessage()
            .contains("\"scale\" takes values from 0 to 5, not 6"));
        assertThrows(IllegalArgumentException.class, () -> render(sprites, -1, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> render(sprites, 0, 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> sprites.render(new int[5], new float[255]));
    }
}
