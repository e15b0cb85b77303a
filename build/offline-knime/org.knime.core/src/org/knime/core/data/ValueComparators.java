package org.knime.core.data;

import java.util.Comparator;
import java.util.function.Function;

/** The order of values, by their preferred value class. */
final class ValueComparators {

    private static final DataValueComparator BY_TEXT = by(DataValue.class, Comparator.comparing(Object::toString));

    private static final DataValueComparator BY_INT = by(IntValue.class, Comparator.comparingInt(IntValue::getIntValue));

    private static final DataValueComparator BY_LONG = by(LongValue.class, Comparator.comparingLong(LongValue::getLongValue));

    private static final DataValueComparator BY_DOUBLE =
        by(DoubleValue.class, Comparator.comparingDouble(DoubleValue::getDoubleValue));

    private static final DataValueComparator BY_BOOLEAN =
        by(BooleanValue.class, Comparator.comparing((Function<BooleanValue, Boolean>)BooleanValue::getBooleanValue));

    private static final DataValueComparator BY_STRING =
        by(StringValue.class, Comparator.comparing((Function<StringValue, String>)StringValue::getStringValue));

    private ValueComparators() {
    }

    static DataValueComparator of(final DataType type) {
        for (final var valueClass : type.getValueClasses()) {
            if (valueClass == BooleanValue.class) {
                return BY_BOOLEAN;
            } else if (valueClass == IntValue.class) {
                return BY_INT;
            } else if (valueClass == LongValue.class) {
                return BY_LONG;
            } else if (valueClass == DoubleValue.class) {
                return BY_DOUBLE;
            } else if (valueClass == StringValue.class) {
                return BY_STRING;
            }
        }
        return BY_TEXT;
    }

    private static <V extends DataValue> DataValueComparator by(final Class<V> valueClass, final Comparator<? super V> order) {
        return new DataValueComparator() {
            @Override
            protected int compareDataValues(final DataValue first, final DataValue second) {
                return order.compare(valueClass.cast(first), valueClass.cast(second));
            }
        };
    }
}
