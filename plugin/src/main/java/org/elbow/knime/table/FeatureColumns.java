package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.VectorEncoding;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/** Which columns of a table give features: chosen by name, chosen automatically, or demanded by a model. */
public final class FeatureColumns {

    private static final String USABLE = "numbers (integer, double, Boolean), double vectors or lists of numbers, "
        + "PNG images, or nominal values (strings) where those are switched on";

    /** The most values that a nominal column may have to be taken automatically. */
    public static final int LARGEST_DOMAIN = 50;

    private FeatureColumns() {
    }

    /**
     * The columns that a node takes by itself: the first image column if there is one, else all vector columns, else all columns
     * of numbers and, if they are wanted, all nominal columns that are known to have from 2 to {@value #LARGEST_DOMAIN} values:
     * not those with many values, or values not known, which are mostly names and identifiers.
     *
     * @param spec of the table
     * @param withNominal whether nominal columns are wanted
     * @return the columns in the table's order; empty if none can be used
     */
    public static List<FeatureColumn> automatic(final DataTableSpec spec, final boolean withNominal) {
        final List<FeatureColumn> usable = usable(spec);
        for (final FeatureKind kind : List.of(FeatureKind.IMAGE, FeatureKind.VECTOR)) {
            final List<FeatureColumn> ofKind = usable.stream().filter(column -> column.kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                return kind == FeatureKind.IMAGE ? ofKind.subList(0, 1) : ofKind;
            }
        }
        return usable.stream().filter(column -> column.kind() == FeatureKind.NUMBER
            || withNominal && column.kind() == FeatureKind.NOMINAL && hasFewValues(spec.getColumnSpec(column.name()))).toList();
    }

    /**
     * Which columns of a plain table, without images and vectors, are not taken automatically, and why.
     *
     * @param spec of the table
     * @param withNominal whether nominal columns are wanted
     * @return a sentence; empty if all wanted columns are taken, or if there are images or vectors, which are taken alone
     */
    public static Optional<String> leftOut(final DataTableSpec spec, final boolean withNominal) {
        final List<FeatureColumn> taken = automatic(spec, withNominal);
        if (!withNominal || taken.stream().anyMatch(column -> column.kind() == FeatureKind.IMAGE
            || column.kind() == FeatureKind.VECTOR)) {
            return Optional.empty();
        }
        final Set<String> names = taken.stream().map(FeatureColumn::name).collect(Collectors.toSet());
        final List<String> parts = new ArrayList<>();
        for (final DataColumnSpec column : spec) {
            if (!names.contains(column.getName())) {
                parts.add("\"" + column.getName() + "\" (" + reason(column) + ")");
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of("Not learned from: " + Names.list(parts)
            + ". Select columns by name to decide for yourself.");
    }

    private static String reason(final DataColumnSpec column) {
        if (FeatureKind.of(column.getType()) == null) {
            return "of the type " + column.getType().getName();
        }
        final Set<DataCell> values = column.getDomain().getValues();
        return values == null ? "its values are not known, or too many; the Domain Calculator finds them"
            : values.size() > LARGEST_DOMAIN ? "more than " + LARGEST_DOMAIN + " values"
            : values.isEmpty() ? "no value" : "only one value";
    }

    private static boolean hasFewValues(final DataColumnSpec column) {
        final Set<DataCell> values = column.getDomain().getValues();
        return values != null && values.size() >= 2 && values.size() <= LARGEST_DOMAIN;
    }

    /**
     * The columns that a fresh node takes, where there must be some.
     *
     * @param spec of the table
     * @param withNominal whether nominal columns are wanted
     * @return at least one column, see {@link #automatic(DataTableSpec, boolean)}
     * @throws InvalidSettingsException if no column can be used
     */
    public static List<FeatureColumn> requireAutomatic(final DataTableSpec spec, final boolean withNominal)
        throws InvalidSettingsException {
        final List<FeatureColumn> columns = automatic(spec, withNominal);
        if (columns.isEmpty()) {
            throw new InvalidSettingsException("No column of the table can be used as a feature. Provide columns of "
                + USABLE + ", for instance by converting text with String to Number. Nominal columns with more than "
                + LARGEST_DOMAIN + " values, or values not known, have to be selected by name.");
        }
        return columns;
    }

    /**
     * The columns of the given names.
     *
     * @param spec of the table
     * @param names that were chosen
     * @return the columns in the table's order
     * @throws InvalidSettingsException if no name is given, a name is not in the table, or a column cannot be used
     */
    public static List<FeatureColumn> named(final DataTableSpec spec, final String... names)
        throws InvalidSettingsException {
        if (names.length == 0) {
            throw new InvalidSettingsException("No feature column is selected. Include at least one column of " + USABLE
                + ".");
        }
        for (final String name : names) {
            final DataColumnSpec column = spec.getColumnSpec(name);
            if (column == null) {
                throw new InvalidSettingsException("The table lacks the selected feature column \"" + name
                    + "\". Select the feature columns again, or bring the column back.");
            }
            if (FeatureKind.of(column.getType()) == null) {
                throw new InvalidSettingsException("Column \"" + name + "\" holds " + column.getType().getName()
                    + " values, which cannot be used as features. Exclude it, or convert it to " + USABLE + ".");
            }
        }
        final List<String> chosen = List.of(names);
        return usable(spec).stream().filter(column -> chosen.contains(column.name())).toList();
    }

    /** @return all columns that can be used, in the table's order */
    public static List<FeatureColumn> usable(final DataTableSpec spec) {
        final List<FeatureColumn> columns = new ArrayList<>();
        for (final DataColumnSpec column : spec) {
            final FeatureColumn usable = FeatureColumn.of(column);
            if (usable != null) {
                columns.add(usable);
            }
        }
        return columns;
    }

    /** @return the columns that an encoding reads, in its order */
    public static List<FeatureColumn> of(final FeatureEncoding encoding) {
        return encoding.columns().stream().map(FeatureColumns::of).toList();
    }

    private static FeatureColumn of(final ColumnEncoding column) {
        final String name = column.column();
        if (column instanceof ImageEncoding image) {
            return new FeatureColumn(name, FeatureKind.IMAGE, NumberType.DOUBLE, false, List.of(),
                List.of(image.imageHeight(), image.imageWidth(), image.channels()));
        }
        if (column instanceof NominalEncoding nominal) {
            return new FeatureColumn(name, FeatureKind.NOMINAL, NumberType.DOUBLE, false, nominal.categories(), List.of());
        }
        if (column instanceof VectorEncoding vector) {
            return new FeatureColumn(name, FeatureKind.VECTOR, vector.type(), vector.list(), List.of(),
                List.of(vector.length()));
        }
        return new FeatureColumn(name, FeatureKind.NUMBER, ((NumericEncoding)column).type(), false, List.of(), List.of());
    }

    /**
     * The columns in the types that they have in a table, which need not be those that the model was trained on: a model of
     * double numbers can be applied to integers.
     *
     * @param columns of a model
     * @param spec of a table that has them all
     * @return the columns with the table's types, and with the model's categories and shapes
     */
    public static List<FeatureColumn> inTypesOf(final DataTableSpec spec, final List<FeatureColumn> columns) {
        return columns.stream().map(column -> {
            final FeatureColumn present = FeatureColumn.of(spec.getColumnSpec(column.name()));
            return new FeatureColumn(column.name(), column.kind(), present.number(), present.list(), column.categories(),
                column.shape());
        }).toList();
    }

    /** @return whether two models read the same columns, by names and kinds, in the same order */
    public static boolean areAlike(final List<FeatureColumn> columns, final List<FeatureColumn> others) {
        return columns.size() == others.size()
            && IntStream.range(0, columns.size()).allMatch(c -> columns.get(c).isLike(others.get(c)));
    }

    /**
     * Checks that a table has all columns that a model was trained on, in the same kinds.
     *
     * @param spec of the table
     * @param trained the model's columns
     * @throws InvalidSettingsException if a column lacks or is of another kind
     */
    public static void requireAll(final DataTableSpec spec, final List<FeatureColumn> trained)
        throws InvalidSettingsException {
        for (final FeatureColumn column : trained) {
            final DataColumnSpec present = spec.getColumnSpec(column.name());
            if (present == null) {
                throw new InvalidSettingsException("The table lacks the column \"" + column.name() + "\" ("
                    + column.kind().label() + ") that the model was trained on. Add or rename the column, or train the "
                    + "model without it.");
            }
            if (FeatureKind.of(present.getType()) != column.kind()) {
                throw new InvalidSettingsException("Column \"" + column.name() + "\" holds "
                    + present.getType().getName() + " values, but the model was trained on a column of kind "
                    + column.kind().label() + ". Convert the column, or train the model on this table's columns.");
            }
        }
    }

    /**
     * The same for a table that may be absent, and whose name the message begins with.
     *
     * @param table what the table is called, for instance "Reference table"
     * @param spec of the table, {@code null} if there is none
     * @param trained the model's columns
     * @throws InvalidSettingsException if a column lacks or is of another kind
     */
    public static void requireAll(final String table, final DataTableSpec spec, final List<FeatureColumn> trained)
        throws InvalidSettingsException {
        if (spec == null) {
            return;
        }
        try {
            requireAll(spec, trained);
        } catch (final InvalidSettingsException e) {
            throw new InvalidSettingsException(table + ": " + e.getMessage(), e);
        }
    }
}
