package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.MissingValuePolicy;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** What the first reading of a training table learns: which rows and columns are kept, and how each column is encoded. */
final class TableSurvey {

    private final List<FeaturePlan> plans;

    private final MissingValuePolicy policy;

    private final List<ColumnSurvey> columns;

    private final long[] missing;

    private long skipped;

    private String firstSkipped;

    private long kept;

    TableSurvey(final List<FeaturePlan> plans, final MissingValuePolicy policy) {
        this.plans = plans;
        this.policy = policy;
        columns = plans.stream().map(ColumnSurvey::new).toList();
        missing = new long[plans.size()];
    }

    void add(final RowReader reader, final DataRow row) {
        final RowReader.Outcome outcome = reader.read(row);
        if (outcome == RowReader.Outcome.NOT_FINITE) {
            throw new DataException(reader.offence() + " in row \"" + row.getKey()
                + "\", which is not a finite number. Filter the row or replace the value.");
        }
        for (int c = 0; c < missing.length; c++) {
            missing[c] += reader.isMissing(c) ? 1 : 0;
        }
        if (outcome == RowReader.Outcome.MISSING && isSkipped(reader, row.getKey())) {
            firstSkipped = skipped++ == 0 ? reader.firstMissing() + ", row \"" + row.getKey() + "\"" : firstSkipped;
            return;
        }
        kept++;
        for (int c = 0; c < missing.length; c++) {
            columns.get(c).add(reader, c, row.getKey());
        }
    }

    private boolean isSkipped(final RowReader reader, final RowKey key) {
        if (policy == MissingValuePolicy.FAIL) {
            throw new DataException("There is a missing value in row \"" + key + "\", " + reader.firstMissing()
                + ". Fill it in, filter the row, or set the node to skip such rows or to impute the value.");
        }
        if (policy == MissingValuePolicy.SKIP_ROW) {
            return true;
        }
        for (int c = 0; c < missing.length; c++) {
            if (reader.isMissing(c) && !canBeImputed(c)) {
                return true;
            }
        }
        return false;
    }

    private boolean canBeImputed(final int column) {
        final FeatureKind kind = plans.get(column).column().kind();
        return kind == FeatureKind.NUMBER || kind == FeatureKind.NOMINAL;
    }

    /** How many rows are kept, after all rows were added. */
    int kept() {
        if (kept < 2) {
            final List<String> empty = new ArrayList<>();
            for (int c = 0; c < missing.length; c++) {
                if (missing[c] == kept + skipped) {
                    empty.add("\"" + columns.get(c).name() + "\"");
                }
            }
            throw new DataException("Only " + kept + " of " + (kept + skipped) + " rows are without missing values; "
                + "training needs at least two. " + (empty.isEmpty()
                    ? "Exclude the columns with many missing values, or impute them."
                    : (empty.size() == 1 ? "Column " : "Columns ") + Names.list(empty) + (empty.size() == 1 ? " holds" : " hold")
                        + " nothing but missing values: exclude " + (empty.size() == 1 ? "it." : "them.")));
        }
        if (kept > Integer.MAX_VALUE) {
            throw new DataException("The table has " + kept + " rows; at most " + Integer.MAX_VALUE
                + " can be trained on. Take a sample of the rows.");
        }
        return (int)kept;
    }

    /** Columns without a value to impute from, or without a nominal value that is frequent enough, are left out. */
    private boolean isUsed(final ColumnSurvey column) {
        return (policy != MissingValuePolicy.IMPUTE_MEAN || column.hasValues()) && !column.hasRareValuesOnly();
    }

    /** The columns that are encoded, in the order of the plans. */
    List<FeaturePlan> usedPlans() {
        final List<FeaturePlan> used = new ArrayList<>();
        for (int c = 0; c < plans.size(); c++) {
            if (isUsed(columns.get(c))) {
                used.add(plans.get(c));
            }
        }
        return used;
    }

    FeatureEncoding encoding() {
        kept();
        if (columns.stream().noneMatch(this::isUsed)) {
            throw new DataException("No feature column can be learned from. " + String.join(" ", leftOut()));
        }
        return new FeatureEncoding(columns.stream().filter(this::isUsed)
            .map(column -> column.encoding(policy == MissingValuePolicy.IMPUTE_MEAN)).toList());
    }

    /** The features that must lie in [0, 1]; those of images do anyway. */
    int[] bounded(final FeatureEncoding encoding) {
        final List<FeaturePlan> used = usedPlans();
        final List<Integer> bounded = new ArrayList<>();
        for (int c = 0; c < used.size(); c++) {
            if (used.get(c).unitInterval() && used.get(c).column().kind() != FeatureKind.IMAGE) {
                final int offset = encoding.offset(c);
                for (int i = 0; i < encoding.columns().get(c).width(); i++) {
                    bounded.add(offset + i);
                }
            }
        }
        return bounded.stream().mapToInt(Integer::intValue).toArray();
    }

    List<String> warnings() {
        final List<String> warnings = new ArrayList<>();
        if (skipped > 0) {
            warnings.add("Skipped " + skipped + (skipped == 1 ? " row" : " rows") + " with missing values, the first in "
                + firstSkipped + ".");
        }
        warnings.addAll(leftOut());
        warn(warnings, column -> isUsed(column) && column.isConstant(), " is", " are",
            " constant: usable, but nothing can be learned from it. Consider excluding it.");
        warn(warnings, column -> isUsed(column) && column.looksLikeAnIdentifier(), " looks", " look",
            " like an identifier: another value in every row. Consider excluding it.");
        warn(warnings, ColumnSurvey::hasNoInterquartileRange, " has", " have",
            " the same value in half of the rows or more, so that the interquartile range is 0: scaled by the standard deviation "
                + "instead.");
        return warnings;
    }

    private List<String> leftOut() {
        final List<String> warnings = new ArrayList<>();
        warn(warnings, column -> !isUsed(column) && !column.hasValues(), " holds", " hold",
            " nothing but missing values: left out.");
        warn(warnings, ColumnSurvey::hasRareValuesOnly, " has", " have",
            " no value that is frequent enough to have a category of its own: left out.");
        return warnings;
    }

    /** Adds a sentence on the columns that something is true of, if there are any. */
    private void warn(final List<String> warnings, final Predicate<ColumnSurvey> condition, final String one,
        final String several, final String what) {
        final List<String> names =
            columns.stream().filter(condition).map(column -> "\"" + column.name() + "\"").toList();
        if (!names.isEmpty()) {
            warnings.add((names.size() == 1 ? "Column " : "Columns ") + Names.list(names) + (names.size() == 1 ? one : several)
                + what);
        }
    }
}
