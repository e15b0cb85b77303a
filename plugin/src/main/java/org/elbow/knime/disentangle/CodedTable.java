package org.elbow.knime.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.elbow.data.FeatureMatrix;
import org.elbow.disentangle.Factors;
import org.elbow.knime.table.AppliedRows;
import org.elbow.knime.table.FeatureColumn;
import org.elbow.knime.table.FeatureKind;
import org.elbow.knime.table.TableScan;
import org.elbow.nn.Progress;
import org.elbow.vae.EvaluationOptions;
import org.elbow.vae.RowEvaluation;
import org.elbow.vae.VaeEvaluator;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;

/** The codes and the factors of a table's rows. Rows without a code, or with a factor missing, are left out. */
final class CodedTable implements AutoCloseable {

    private final FeatureMatrix codes;

    private final Factors factors;

    private final int[] neighbourhoods;

    private final Optional<String> warning;

    private CodedTable(final FeatureMatrix codes, final Factors factors, final int[] neighbourhoods,
        final Optional<String> warning) {
        this.codes = codes;
        this.factors = factors;
        this.neighbourhoods = neighbourhoods;
        this.warning = warning;
    }

    /**
     * Encodes a table.
     *
     * @param name what the table is called in messages
     * @param columns the factors; may be none
     * @param neighbourhood name of the column that numbers the neighbourhoods, or {@code null}
     * @param mostValues see {@link Factors.Column#measured}
     * @return to be closed by the caller
     */
    static CodedTable encode(final String name, final BufferedDataTable table, final VaeModel model,
        final List<FeatureColumn> columns, final String neighbourhood, final int mostValues, final int workers,
        final Progress progress) throws InvalidSettingsException {
        try (AppliedRows rows = AppliedRows.encode(table, model, progress.part(0, 0.3))) {
            final int size = rows.matrix().rows();
            final Values values = new Values(table.getDataTableSpec(), columns, neighbourhood, size);
            final int[] kept = values.read(table, rows, progress.part(0.3, 0.4));
            final Optional<String> warning = warning(rows.warning(name), name, size - kept.length);
            final Factors factors = values.factors(kept.length, mostValues);
            try (FeatureMatrix whole = rows.matrix().selectRows(kept)) {
                if (kept.length == 0) {
                    throw new InvalidSettingsException("The " + name + " has no row that can be scored. Provide rows with all "
                        + "columns that the model reads and all factors." + warning.map(text -> " " + text).orElse(""));
                }
                // the evaluation's decoder part is not needed, but there is none without
                final RowEvaluation evaluation = VaeEvaluator.evaluate(model, whole,
                    new EvaluationOptions(1, false, 1, workers), progress.part(0.4, 1));
                evaluation.logVariance().close();
                return new CodedTable(evaluation.mean(), factors, Arrays.copyOf(values.groups, kept.length), warning);
            }
        }
    }

    private static Optional<String> warning(final Optional<String> encoding, final String name, final int incomplete) {
        final Optional<String> lacking = incomplete == 0 ? Optional.empty() : Optional.of("In the " + name + ": skipped "
            + incomplete + (incomplete == 1 ? " row" : " rows") + " with missing, NaN or infinite factors.");
        final List<String> both = Stream.of(encoding, lacking).flatMap(Optional::stream).toList();
        return both.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", both));
    }

    /** The factors' cells, read row by row. */
    private static final class Values {

        private final List<FeatureColumn> columns;

        private final int[] indices;

        private final int groupIndex;

        private final List<double[]> numbers = new ArrayList<>();

        private final List<String[]> texts = new ArrayList<>();

        private final int[] groups;

        Values(final DataTableSpec spec, final List<FeatureColumn> columns, final String neighbourhood, final int rows) {
            this.columns = columns;
            indices = columns.stream().mapToInt(column -> spec.findColumnIndex(column.name())).toArray();
            groupIndex = neighbourhood == null ? -1 : spec.findColumnIndex(neighbourhood);
            groups = new int[rows];
            for (final FeatureColumn column : columns) {
                final boolean nominal = column.kind() == FeatureKind.NOMINAL;
                numbers.add(nominal ? null : new double[rows]);
                texts.add(nominal ? new String[rows] : null);
            }
        }

        /** @return the rows of the matrix whose factors are complete; their values stand in this order */
        int[] read(final BufferedDataTable table, final AppliedRows rows, final Progress progress) {
            final int[] kept = new int[rows.matrix().rows()];
            final Map<String, Integer> groupNumbers = new HashMap<>();
            int count = 0;
            try (TableScan scan = new TableScan(table, progress, "Reading factors")) {
                for (int i = 0; scan.hasNext(); i++) {
                    final DataRow row = scan.next();
                    if (rows.matrixRow(i) >= 0 && read(row, count)) {
                        if (groupIndex >= 0) {
                            groups[count] = groupNumbers.computeIfAbsent(row.getCell(groupIndex).toString(),
                                name -> groupNumbers.size());
                        }
                        kept[count++] = rows.matrixRow(i);
                    }
                }
            }
            return Arrays.copyOf(kept, count);
        }

        private boolean read(final DataRow row, final int at) {
            if (groupIndex >= 0 && row.getCell(groupIndex).isMissing()) {
                return false;
            }
            for (int f = 0; f < indices.length; f++) {
                final DataCell cell = row.getCell(indices[f]);
                if (cell.isMissing()) {
                    return false;
                }
                if (numbers.get(f) == null) {
                    texts.get(f)[at] = cell.toString();
                } else {
                    numbers.get(f)[at] = ((DoubleValue)cell).getDoubleValue();
                    if (!Double.isFinite(numbers.get(f)[at])) {
                        return false;
                    }
                }
            }
            return true;
        }

        Factors factors(final int rows, final int mostValues) {
            final List<Factors.Column> factors = new ArrayList<>();
            for (int f = 0; f < indices.length; f++) {
                final String name = columns.get(f).name();
                factors.add(numbers.get(f) == null
                    ? Factors.Column.nominal(name, Arrays.copyOf(texts.get(f), rows))
                    : Factors.Column.measured(name, Arrays.copyOf(numbers.get(f), rows), mostValues));
            }
            return new Factors(factors);
        }
    }

    /** The posterior's means, [rows, latent]; closed with this. */
    FeatureMatrix codes() {
        return codes;
    }

    Factors factors() {
        return factors;
    }

    /** The number of each row's neighbourhood; all 0 if there is no such column. */
    int[] neighbourhoods() {
        return neighbourhoods;
    }

    Optional<String> warning() {
        return warning;
    }

    @Override
    public void close() {
        codes.close();
    }
}
