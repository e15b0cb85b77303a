package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.MissingValuePolicy;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NominalStatistics;
import org.elbow.data.NumericEncoding;
import org.elbow.data.NumericStatistics;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.knime.core.data.DataRow;
import org.knime.core.data.RowKey;

/** What the first reading of a training table learns: which rows are kept, and each column's statistics, length or image size. */
final class TableSurvey {

    private final List<FeaturePlan> plans;

    private final MissingValuePolicy policy;

    private final NumericStatistics[] statistics;

    private final NominalStatistics[] categories;

    private final int[] lengths;

    private final PixelImage[] firstImages;

    private final int[] channels;

    private long skipped;

    private long kept;

    TableSurvey(final List<FeaturePlan> plans, final MissingValuePolicy policy) {
        this.plans = plans;
        this.policy = policy;
        statistics = new NumericStatistics[plans.size()];
        Arrays.setAll(statistics, i -> new NumericStatistics());
        categories = plans.stream().map(plan -> new NominalStatistics(plan.column().name())).toArray(NominalStatistics[]::new);
        lengths = new int[plans.size()];
        firstImages = new PixelImage[plans.size()];
        channels = new int[plans.size()];
    }

    void add(final RowReader reader, final DataRow row) {
        final RowReader.Outcome outcome = reader.read(row);
        if (outcome == RowReader.Outcome.NOT_FINITE) {
            throw new DataException(reader.offence() + " in row \"" + row.getKey()
                + "\", which is not a finite number. Filter the row or replace the value.");
        }
        if (outcome == RowReader.Outcome.MISSING && isSkipped(reader, row.getKey())) {
            skipped++;
            return;
        }
        kept++;
        for (int c = 0; c < plans.size(); c++) {
            switch (plans.get(c).column().kind()) {
                case NUMBER -> addNumber(reader, c);
                case NOMINAL -> addCategory(reader, c);
                case VECTOR -> addVector(reader.vector(c), c, row.getKey());
                case IMAGE -> addImage(reader.image(c), c, row.getKey());
            }
        }
    }

    private boolean isSkipped(final RowReader reader, final RowKey key) {
        for (int c = 0; c < plans.size(); c++) {
            if (reader.isMissing(c)) {
                final FeatureColumn column = plans.get(c).column();
                if (policy == MissingValuePolicy.FAIL) {
                    throw new DataException("Column \"" + column.name() + "\" has a missing value in row \"" + key
                        + "\". Fill it in, filter the row, or set the node to skip such rows or to impute the value.");
                }
                if (policy == MissingValuePolicy.SKIP_ROW
                    || column.kind() != FeatureKind.NUMBER && column.kind() != FeatureKind.NOMINAL) {
                    return true;
                }
            }
        }
        return false;
    }

    private void addNumber(final RowReader reader, final int column) {
        if (!reader.isMissing(column)) {
            statistics[column].add(reader.number(column));
        }
    }

    private void addCategory(final RowReader reader, final int column) {
        if (!reader.isMissing(column)) {
            categories[column].add(reader.category(column));
        }
    }

    private void addVector(final double[] vector, final int column, final RowKey key) {
        final String name = plans.get(column).column().name();
        if (vector.length == 0) {
            throw new DataException("The vector in column \"" + name + "\", row \"" + key
                + "\" is empty. Filter the row or exclude the column.");
        }
        if (lengths[column] == 0) {
            lengths[column] = vector.length;
        } else if (lengths[column] != vector.length) {
            throw new DataException("The vector in column \"" + name + "\", row \"" + key + "\" has length "
                + vector.length + ", but those of earlier rows have length " + lengths[column]
                + ". All vectors of a column must have one length: filter the row, or cut or fill up its vector.");
        }
        for (final double element : vector) {
            statistics[column].add(element);
        }
    }

    private void addImage(final PixelImage image, final int column, final RowKey key) {
        final PixelImage first = firstImages[column];
        if (first == null) {
            firstImages[column] = image;
        } else if (first.width() != image.width() || first.height() != image.height()) {
            throw new DataException("The image in column \"" + plans.get(column).column().name() + "\", row \"" + key
                + "\" is " + image.size() + " pixels large, but those of earlier rows are " + first.size()
                + ". All images must have one size: resize the image, or filter the row.");
        }
        channels[column] = Math.max(channels[column], image.channels());
    }

    /** How many rows are kept, after all rows were added. */
    int kept() {
        if (kept < 2) {
            throw new DataException("Only " + kept + " of " + (kept + skipped) + " rows are without missing values; "
                + "training needs at least two. Exclude the columns with many missing values, or impute them.");
        }
        if (kept > Integer.MAX_VALUE) {
            throw new DataException("The table has " + kept + " rows; at most " + Integer.MAX_VALUE
                + " can be trained on. Take a sample of the rows.");
        }
        return (int)kept;
    }

    FeatureEncoding encoding() {
        kept();
        final List<ColumnEncoding> columns = new ArrayList<>();
        for (int c = 0; c < plans.size(); c++) {
            final FeatureColumn column = plans.get(c).column();
            final String name = column.name();
            final Scaling scaling = plans.get(c).scaling();
            columns.add(switch (column.kind()) {
                case NUMBER -> NumericEncoding.of(name, scaling, statistics[c], policy == MissingValuePolicy.IMPUTE_MEAN)
                    .withType(column.number());
                case NOMINAL -> NominalEncoding.of(categories[c], policy == MissingValuePolicy.IMPUTE_MEAN);
                case VECTOR -> vector(VectorEncoding.of(name, lengths[c], scaling, statistics[c]), column);
                case IMAGE -> new ImageEncoding(name, firstImages[c].width(), firstImages[c].height(), channels[c]);
            });
        }
        return new FeatureEncoding(columns);
    }

    private static VectorEncoding vector(final VectorEncoding encoding, final FeatureColumn column) {
        return column.list() ? encoding.asListOf(column.number()) : encoding;
    }

    /** The features that must lie in [0, 1]; those of images do anyway. */
    int[] bounded(final FeatureEncoding encoding) {
        final List<Integer> bounded = new ArrayList<>();
        for (int c = 0; c < plans.size(); c++) {
            if (plans.get(c).unitInterval() && plans.get(c).column().kind() != FeatureKind.IMAGE) {
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
            warnings.add("Skipped " + skipped + (skipped == 1 ? " row" : " rows") + " with missing values.");
        }
        final List<String> constant = new ArrayList<>();
        for (int c = 0; c < plans.size(); c++) {
            if (statistics[c].count() > 0 && statistics[c].min() == statistics[c].max()) {
                constant.add("\"" + plans.get(c).column().name() + "\"");
            }
        }
        if (!constant.isEmpty()) {
            warnings.add((constant.size() == 1 ? "Column " : "Columns ") + Names.list(constant)
                + (constant.size() == 1 ? " is" : " are")
                + " constant: usable, but nothing can be learned from it. Consider excluding it.");
        }
        return warnings;
    }
}
