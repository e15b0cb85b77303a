package org.knime.core.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

import org.knime.core.data.collection.CollectionDataValue;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/**
 * The type of a column: the value classes that all its cells implement, the preferred one first. A native type is the
 * type of a cell class; the common super type of two others may have no cell class.
 */
public final class DataType {

    private static final String CELL_CLASS = "cell_class";

    private static final String ELEMENT_TYPE = "collection_element_type";

    private static final String HAS_PREFERRED_VALUE = "has_pref_value_class";

    private static final String VALUE_CLASSES = "value_classes";

    private record NativeKey(Class<? extends DataCell> cellClass, DataType elementType) {
    }

    private static final ConcurrentMap<NativeKey, DataType> NATIVE_TYPES = new ConcurrentHashMap<>();

    private final Class<? extends DataCell> cellClass;

    private final List<Class<? extends DataValue>> valueClasses;

    private final DataType elementType;

    private final int hashCode;

    private DataType(final Class<? extends DataCell> cellClass, final List<Class<? extends DataValue>> valueClasses,
        final DataType elementType) {
        final var isCollection = valueClasses.stream().anyMatch(CollectionDataValue.class::isAssignableFrom);
        if (isCollection != (elementType != null)) {
            throw new IllegalArgumentException(isCollection
                ? "The type represents a collection but no element type was provided"
                : "The type does not represent a collection, element type must be null");
        }
        this.cellClass = cellClass;
        this.valueClasses = Collections.unmodifiableList(valueClasses);
        this.elementType = elementType;
        hashCode = Objects.hash(Set.copyOf(valueClasses), elementType);
    }

    public static DataType getType(final Class<? extends DataCell> cellClass) {
        return getType(cellClass, null);
    }

    /** The type of a collection cell class for elements of a type; the element type is null for all other cell classes. */
    public static DataType getType(final Class<? extends DataCell> cellClass, final DataType elementType) {
        Objects.requireNonNull(cellClass, "Class must not be null.");
        final var key = new NativeKey(cellClass, elementType);
        final var known = NATIVE_TYPES.get(key);
        if (known != null) {
            return known;
        }
        final var values = new LinkedHashSet<Class<? extends DataValue>>();
        collectValueClasses(cellClass, values);
        final var type = new DataType(cellClass, new ArrayList<>(values), elementType);
        final var earlier = NATIVE_TYPES.putIfAbsent(key, type);
        return earlier == null ? type : earlier;
    }

    /** Depth first, interfaces before the super class: the first interface named by the cell class is the preferred one. */
    private static void collectValueClasses(final Class<?> from, final Set<Class<? extends DataValue>> values) {
        for (final var candidate : from.getInterfaces()) {
            if (DataValue.class.isAssignableFrom(candidate)) {
                values.add(candidate.asSubclass(DataValue.class));
            }
            collectValueClasses(candidate, values);
        }
        if (from.getSuperclass() != null) {
            collectValueClasses(from.getSuperclass(), values);
        }
    }

    public static DataCell getMissingCell() {
        return MissingCell.WITHOUT_ERROR;
    }

    /** The most specific type that can hold the cells of both. */
    public static DataType getCommonSuperType(final DataType first, final DataType second) {
        if (first.isMissingValueType()) {
            return second;
        }
        if (second.isMissingValueType() || first.isASuperTypeOf(second)) {
            return first;
        }
        if (second.isASuperTypeOf(first)) {
            return second;
        }
        final var shared = new ArrayList<>(first.valueClasses);
        shared.retainAll(second.valueClasses);
        final var isCollection = shared.stream().anyMatch(CollectionDataValue.class::isAssignableFrom);
        return new DataType(null, shared,
            isCollection ? getCommonSuperType(first.elementType, second.elementType) : null);
    }

    public boolean isMissingValueType() {
        return valueClasses.contains(MissingValue.class);
    }

    public DataType getCollectionElementType() {
        return elementType;
    }

    public boolean isCollectionType() {
        return isCompatible(CollectionDataValue.class);
    }

    public Class<? extends DataValue> getPreferredValueClass() {
        return valueClasses.get(0);
    }

    public List<Class<? extends DataValue>> getValueClasses() {
        return valueClasses;
    }

    /** The cell class, null for a type that is only the common super type of others. */
    public Class<? extends DataCell> getCellClass() {
        return cellClass;
    }

    /** Whether every cell of a column of this type is a value of that class; the type of missing cells fits every class. */
    public boolean isCompatible(final Class<? extends DataValue> valueClass) {
        return valueClasses.stream().anyMatch(c -> MissingValue.class.equals(c) || valueClass.isAssignableFrom(c));
    }

    /** Whether a column of this type can hold cells of the other. */
    public boolean isASuperTypeOf(final DataType type) {
        if (type == this || type.isMissingValueType()) {
            return true;
        }
        return valueClasses.stream().allMatch(type::isCompatible)
            && (elementType == null || elementType.isASuperTypeOf(type.elementType));
    }

    /** Orders the values of this type: numbers as such, all others by their text. */
    public DataValueComparator getComparator() {
        return ValueComparators.of(this);
    }

    public void save(final ConfigWO config) {
        if (elementType != null) {
            elementType.save(config.addConfig(ELEMENT_TYPE));
        }
        config.addString(CELL_CLASS, cellClass == null ? null : cellClass.getName());
        if (cellClass == null) {
            config.addBoolean(HAS_PREFERRED_VALUE, true);
            config.addStringArray(VALUE_CLASSES, valueClasses.stream().map(Class::getName).toArray(String[]::new));
        }
    }

    public static DataType load(final ConfigRO config) throws InvalidSettingsException {
        final var name = config.getString(CELL_CLASS);
        final var element = config.containsKey(ELEMENT_TYPE) ? load(config.getConfig(ELEMENT_TYPE)) : null;
        try {
            if (name != null) {
                return getType(find(name, DataCell.class), element);
            }
            final var values = new ArrayList<Class<? extends DataValue>>();
            for (final var valueName : config.getStringArray(VALUE_CLASSES)) {
                values.add(find(valueName, DataValue.class));
            }
            return new DataType(null, values, element);
        } catch (IllegalArgumentException e) {
            throw new InvalidSettingsException(e);
        }
    }

    private static <T> Class<? extends T> find(final String name, final Class<T> superType)
        throws InvalidSettingsException {
        try {
            return Class.forName(name, false, DataType.class.getClassLoader()).asSubclass(superType);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new InvalidSettingsException("Data type '" + name + "' is not known outside of KNIME.", e);
        }
    }

    public String getName() {
        return cellClass == null ? "?" : TypeNames.of(this);
    }

    /** The name of the type, with the elements' type for collections. */
    public String toPrettyString() {
        final var own = cellClass != null ? TypeNames.of(this)
            : "Non-Native " + valueClasses.stream().map(Class::getSimpleName).toList();
        return elementType == null ? own : own + " (Collection of: " + elementType.toPrettyString() + ")";
    }

    @Override
    public String toString() {
        return toPrettyString();
    }

    public String getIdentifier() {
        final var own = cellClass != null ? cellClass.getName()
            : Stream.of(valueClasses).flatMap(List::stream).map(Object::toString).toList().toString();
        return elementType == null ? own : own + "<" + elementType.getIdentifier() + ">";
    }

    @Override
    public boolean equals(final Object other) {
        return other == this || other instanceof DataType type && valueClasses.get(0).equals(type.valueClasses.get(0))
            && Set.copyOf(valueClasses).equals(Set.copyOf(type.valueClasses))
            && Objects.equals(elementType, type.elementType);
    }

    @Override
    public int hashCode() {
        return hashCode;
    }
}
