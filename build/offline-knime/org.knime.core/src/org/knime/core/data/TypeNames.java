package org.knime.core.data;

import java.util.Map;

/** The names that users know types by, keyed by preferred value class. */
final class TypeNames {

    private static final Map<String, String> NAMES = Map.of(//
        "DoubleValue", "Number (Float)", //
        "IntValue", "Number (Integer)", //
        "LongValue", "Number (Long Integer)", //
        "StringValue", "String", //
        "BooleanValue", "Boolean", //
        "PNGImageValue", "Image (PNG)", //
        "DoubleVectorValue", "Double Vector", //
        "ListDataValue", "Collection (List)", //
        "CollectionDataValue", "Collection");

    private TypeNames() {
    }

    static String of(final DataType type) {
        return NAMES.getOrDefault(type.getPreferredValueClass().getSimpleName(), type.getCellClass().getSimpleName());
    }
}
