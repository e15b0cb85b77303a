package org.elbow.knime.table;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.elbow.data.FeatureEncoding;
import org.elbow.vae.LikelihoodFamily;
import org.elbow.vae.LikelihoodSpec;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;

/**
 * Encodes one row after another as a trained model demands. Rows with values that are missing (and not imputed by the model),
 * not finite or too large, or nominal values that the model has no feature for, are left out; features that the likelihood needs
 * in [0, 1] are cut to it. All are counted.
 */
public final class AppliedEncoder implements AutoCloseable {

    private final RowReader reader;

    private final RowEncoder encoder;

    private final BitSet unitInterval;

    private final LeftOut missing = new LeftOut("missing values");

    private final LeftOut notFinite = new LeftOut("NaN or infinite values");

    private final LeftOut unknown = new LeftOut("nominal values that did not occur in training");

    private final LeftOut tooLarge = new LeftOut("numbers too large for 32 bits");

    private long cut;

    private String refusal;

    /**
     * @param table spec of the table
     * @param model that the rows are for
     * @throws InvalidSettingsException if the table lacks a column or has it in another type
     */
    public AppliedEncoder(final DataTableSpec table, final VaeModel model) throws InvalidSettingsException {
        final FeatureEncoding encoding = model.encoding();
        final List<FeatureColumn> columns = FeatureColumns.of(encoding);
        FeatureColumns.requireAll(table, columns);
        unitInterval = unitInterval(model.likelihood());
        encoder = new RowEncoder(encoding);
        reader = new RowReader(table, columns);
    }

    /**
     * Encodes a row.
     *
     * @return the features, valid until the next call, or {@code null} if the row is left out
     * @throws org.elbow.data.DataException if a vector's length or an image's size differs from those the model was trained on
     */
    public float[] encode(final DataRow row) {
        final RowReader.Outcome outcome = reader.read(row);
        if (outcome == RowReader.Outcome.NOT_FINITE) {
            return refuse(notFinite, row, "in " + reader.notFiniteColumn(), reader.offence() + ".");
        }
        if (outcome == RowReader.Outcome.MISSING && !encoder.imputesAllMissing(reader)) {
            return refuse(missing, row, "in " + reader.firstMissing(), "The value of " + reader.firstMissing() + " is missing.");
        }
        final String category = encoder.unknownCategory(reader);
        if (category != null) {
            return refuse(unknown, row, "being " + category, "The value " + category + " did not occur in training.");
        }
        final String column = encoder.tooLarge(reader);
        if (column != null) {
            return refuse(tooLarge, row, "in column \"" + column + "\"",
                "A number in column \"" + column + "\" is too large for 32 bits.");
        }
        final float[] features = encoder.encode(reader, row.getKey());
        cut += cutToUnitInterval(features) ? 1 : 0;
        return features;
    }

    private float[] refuse(final LeftOut kind, final DataRow row, final String place, final String reason) {
        kind.add(row, place);
        refusal = reason;
        return null;
    }

    /** @return why the last row that was left out was so, as a sentence */
    public String refusal() {
        return refusal;
    }

    /** The features that the likelihood needs in [0, 1]. */
    private static BitSet unitInterval(final LikelihoodSpec likelihood) {
        final BitSet features = new BitSet();
        int offset = 0;
        for (final LikelihoodSpec.Group group : likelihood.groups()) {
            features.set(offset, offset + group.features(), group.family() == LikelihoodFamily.BERNOULLI);
            offset += group.features();
        }
        return features;
    }

    private boolean cutToUnitInterval(final float[] features) {
        boolean cut = false;
        for (int i = unitInterval.nextSetBit(0); i >= 0; i = unitInterval.nextSetBit(i + 1)) {
            final float within = Math.max(0, Math.min(1, features[i]));
            cut |= within != features[i];
            features[i] = within;
        }
        return cut;
    }

    /**
     * @param name what the table is called in the warning, for instance "table" or "reference table"
     * @return what the user should know about left-out and cut rows and imputed values
     */
    Optional<String> warning(final String name) {
        final List<String> parts = new ArrayList<>();
        Stream.of(missing, notFinite, unknown, tooLarge).flatMap(kind -> kind.words().stream()).forEach(parts::add);
        if (cut > 0) {
            parts.add("cut values of " + rows(cut) + " to the range seen in training, as the Bernoulli likelihood needs it");
        }
        encoder.imputed().ifPresent(imputed -> parts.add("imputed " + imputed));
        return parts.isEmpty() ? Optional.empty()
            : Optional.of("In the " + name + ": " + String.join("; ", parts) + ".");
    }

    private static String rows(final long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    /** Rows that are left out for one reason. */
    private static final class LeftOut {

        private final String reason;

        private long rows;

        private String first;

        LeftOut(final String reason) {
            this.reason = reason;
        }

        void add(final DataRow row, final String place) {
            if (rows++ == 0) {
                first = place + ", row \"" + row.getKey() + "\"";
            }
        }

        Optional<String> words() {
            return rows == 0 ? Optional.empty()
                : Optional.of("skipped " + rows(rows) + " with " + reason + ", the first " + first);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
