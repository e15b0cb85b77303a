package org.elbow.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.elbow.data.OrderColumn.Kind;
import org.elbow.data.OrderSample.Options;
import org.junit.jupiter.api.Test;

class OrderSampleTest {

    private record Row(Map<OrderColumn, Double> values, OrderIrregularity irregularity, Set<OrderColumn> changed) {

        double get(final OrderColumn column) {
            return values.get(column);
        }
    }

    private static List<Row> draw(final int count, final double missing, final double irregular, final double extreme,
        final long seed) {
        final OrderSample sample = new OrderSample(new Options(count, missing, irregular, extreme, seed));
        final List<Row> rows = new ArrayList<>();
        while (sample.next()) {
            final Map<OrderColumn, Double> values = new EnumMap<>(OrderColumn.class);
            for (final OrderColumn column : OrderColumn.values()) {
                values.put(column, sample.value(column));
            }
            final Set<OrderColumn> changed = EnumSet.noneOf(OrderColumn.class);
            changed.addAll(sample.changed());
            rows.add(new Row(values, sample.irregularity(), changed));
        }
        return rows;
    }

    @Test
    void aLongerSampleBeginsWithAShorterOneAndAnotherSeedGivesAnother() {
        final List<Row> rows = draw(200, 0.1, 0.3, 0.5, 4);
        assertEquals(200, rows.size());
        assertEquals(rows.subList(0, 50), draw(50, 0.1, 0.3, 0.5, 4));
        assertEquals(0, draw(50, 0.1, 0.3, 0.5, 5).stream().filter(rows::contains).count());
    }

    @Test
    void whatIsNotChangedOrMissingIsTheSameWithoutIrregularRows() {
        final List<Row> regular = draw(500, 0, 0, 0, 1);
        final List<Row> rows = draw(500, 0.2, 0.4, 0.5, 1);
        for (int i = 0; i < rows.size(); i++) {
            final Row row = rows.get(i);
            for (final OrderColumn column : OrderColumn.values()) {
                if (row.changed().contains(column)) {
                    assertTrue(row.get(column) != regular.get(i).get(column) && !Double.isNaN(row.get(column)),
                        "row " + i + ", " + column + " is changed");
                } else if (!Double.isNaN(row.get(column))) {
                    assertEquals(regular.get(i).get(column), row.get(column), "row " + i + ", " + column);
                }
            }
            assertEquals(row.irregularity() == OrderIrregularity.NONE, row.changed().isEmpty(), "row " + i);
        }
    }

    @Test
    void sharesAreAsAskedFor() {
        final int count = 4000;
        final List<Row> rows = draw(count, 0.05, 0.3, 0.25, 2);
        final double irregular =
            rows.stream().filter(row -> row.irregularity() != OrderIrregularity.NONE).count() / (double)count;
        assertEquals(0.3, irregular, 4 * Math.sqrt(0.3 * 0.7 / count), "irregular rows, within four standard errors");
        final double extreme =
            rows.stream().filter(row -> row.irregularity() == OrderIrregularity.EXTREME).count() / (irregular * count);
        assertEquals(0.25, extreme, 4 * Math.sqrt(0.25 * 0.75 / (irregular * count)), "extreme among them");
        final double cells = (double)count * OrderColumn.values().length;
        final double missing = rows.stream()
            .mapToLong(row -> row.values().values().stream().filter(value -> Double.isNaN(value)).count()).sum() / cells;
        // the changed values, about 0.3 · 1.3 of 13 in each row, are never missing
        assertEquals(0.05 * (1 - 0.3 * 1.3 / 13), missing, 4 * Math.sqrt(0.05 / cells), "missing values");
    }

    @Test
    void theColumnsOfAnOrdinaryOrderDependOnEachOther() {
        for (final Row row : draw(2000, 0, 0, 0, 3)) {
            final double list = row.get(OrderColumn.QUANTITY) * row.get(OrderColumn.UNIT_PRICE);
            final double amount = row.get(OrderColumn.AMOUNT);
            assertEquals(1, amount / (list * (1 - row.get(OrderColumn.DISCOUNT))), 0.12, "amount over its formula");
            final boolean overseas =
                OrderColumn.REGION.categories().get((int)row.get(OrderColumn.REGION)).equals("Overseas");
            assertEquals(overseas, row.get(OrderColumn.TAX) == 0, "only overseas there is no tax");
            assertEquals(row.get(OrderColumn.EXPRESS) == 1 ? overseas ? 3.5 : 1.5 : overseas ? 10 : 4,
                row.get(OrderColumn.SHIPPING_DAYS), 2, "days");
        }
    }

    @Test
    void wholeNumbersAreWholeAndNominalValuesAreThere() {
        final Map<OrderColumn, Set<Double>> seen = new EnumMap<>(OrderColumn.class);
        for (final Row row : draw(3000, 0, 0.5, 0.5, 6)) {
            for (final OrderColumn column : OrderColumn.values()) {
                final double value = row.get(column);
                assertTrue(column.kind() == Kind.DOUBLE || value == Math.rint(value), column + " " + value);
                assertTrue(value >= 0, column + " " + value);
                seen.computeIfAbsent(column, any -> new TreeSet<>()).add(value);
            }
        }
        for (final OrderColumn column : OrderColumn.values()) {
            if (column.kind() == Kind.NOMINAL) {
                assertEquals(column.categories().size(), seen.get(column).size(), column + " takes all its values");
            } else if (column.kind() == Kind.BOOLEAN) {
                assertEquals(Set.of(0.0, 1.0), seen.get(column), column.toString());
            }
        }
    }

    @Test
    void unusualCombinationsAreOfOrdinaryValuesAndExtremesAreNot() {
        final List<Row> regular = draw(20_000, 0, 0, 0, 7);
        final Map<OrderColumn, Double> largest = new EnumMap<>(OrderColumn.class);
        for (final Row row : regular) {
            row.values().forEach((column, value) -> largest.merge(column, value, Math::max));
        }
        final Set<OrderColumn> changed = EnumSet.noneOf(OrderColumn.class);
        int twoColumns = 0;
        int beyond = 0;
        for (final Row row : draw(2000, 0, 1, 0, 8)) {
            for (final OrderColumn column : row.changed()) {
                beyond += row.get(column) > largest.get(column) ? 1 : 0;
            }
            changed.addAll(row.changed());
            twoColumns += row.changed().size() == 2 ? 1 : 0;
        }
        assertTrue(beyond <= 2, "one in 20,000 is the largest yet: " + beyond);
        assertTrue(changed.size() >= 10, "many columns take part: " + changed);
        assertTrue(twoColumns > 500 && twoColumns < 850, "a third of the rows: " + twoColumns);
        int rare = 0;
        final List<Row> extreme = draw(500, 0, 1, 1, 9);
        for (final Row row : extreme) {
            final OrderColumn column = row.changed().iterator().next();
            rare += regular.stream().filter(other -> other.get(column) >= row.get(column)).count() < 20 ? 1 : 0;
        }
        assertEquals(500, rare, "at most one in 1000 is as large");
    }

    @Test
    void sharesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Options(-1, 0, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Options(1, 1.5, 0, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Options(1, 0, Double.NaN, 0, 1));
        final String message =
            assertThrows(IllegalArgumentException.class, () -> new Options(1, 0, 0, -0.1, 1)).getMessage();
        assertTrue(message.contains("-0.1"), message);
    }
}
