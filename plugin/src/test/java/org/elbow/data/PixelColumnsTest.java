package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelColumnsTest {

    private static List<String> pixels(final String prefix, final int first, final int count) {
        return IntStream.range(first, first + count).mapToObj(i -> prefix + i).toList();
    }

    private static List<String> behind(final String label, final List<String> pixels) {
        final List<String> names = new ArrayList<>(pixels);
        names.add(0, label);
        return names;
    }

    @Test
    void squareNumbersAreGreyAndThriceSquareNumbersAreInColour() {
        assertEquals(List.of(28, 28), PixelColumns.imageShape(28 * 28));
        assertEquals(List.of(32, 32, 3), PixelColumns.imageShape(3 * 32 * 32));
        assertEquals(List.of(1, 1), PixelColumns.imageShape(1));
        assertEquals(List.of(1, 1, 3), PixelColumns.imageShape(3));
        assertEquals(List.of(46_340, 46_340), PixelColumns.imageShape(46_340 * 46_340));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 6, 783, 785, 3 * 32 * 32 + 1, Integer.MAX_VALUE})
    void otherNumbersMakeNoImage(final int count) {
        assertEquals(List.of(), PixelColumns.imageShape(count));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixel", "Pixel", "PIXEL_", "pixel ", "pixel.", "pixel-"})
    void pixelsAreKnownByTheirNames(final String prefix) {
        assertTrue(PixelColumns.areImage(pixels(prefix, 0, 16)));
        assertTrue(PixelColumns.areImage(pixels(prefix, 1, 16)));
        assertTrue(PixelColumns.areImage(pixels(prefix, 1, 12)));
    }

    @Test
    void otherNamesNumbersAndOrdersAreNoImage() {
        assertFalse(PixelColumns.areImage(pixels("pixel", 1, 15)));
        assertFalse(PixelColumns.areImage(pixels("pixels", 1, 16)));
        assertFalse(PixelColumns.areImage(pixels("a pixel", 1, 16)));
        assertFalse(PixelColumns.areImage(List.of("pixel1")));
        assertFalse(PixelColumns.areImage(List.of()));
        assertFalse(PixelColumns.areImage(List.of("pixel1", "pixel3", "pixel2", "pixel4")));
        assertFalse(PixelColumns.areImage(List.of("pixel1", "pixel2", "pixel3", "size")));
    }

    @Test
    void aFirstColumnNamedLabelIsTheLabelColumnOfImages() {
        assertEquals("label", PixelColumns.labelColumn(behind("label", pixels("pixel", 1, 784))));
        assertEquals("Label", PixelColumns.labelColumn(behind("Label", pixels("pixel", 0, 12))));
        assertEquals("", PixelColumns.labelColumn(behind("class", pixels("pixel", 1, 784))));
        assertEquals("", PixelColumns.labelColumn(behind("label", pixels("pixel", 1, 783))));
        assertEquals("", PixelColumns.labelColumn(behind("label", pixels("feature", 1, 784))));
        assertEquals("", PixelColumns.labelColumn(List.of("label")));
    }
}
