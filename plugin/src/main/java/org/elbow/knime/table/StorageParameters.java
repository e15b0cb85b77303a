package org.elbow.knime.table;

import java.nio.file.Path;

import org.elbow.data.MatrixStorage;
import org.knime.core.node.KNIMEConstants;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;

/** How many of a table's rows, once encoded, are kept in memory. */
@LoadDefaultsForAbsentFields
public final class StorageParameters implements NodeParameters {

    private static final long BYTES = 1L << 20;

    @Widget(title = "Rows kept in memory (MB)", description = """
            Encoded rows take 4 bytes for each feature. Up to this size they are kept in memory, beside the Java heap; larger \
            tables are put into a temporary file in KNIME's folder for temporary files, and take longer if the computer has not \
            the memory to hold the file. 0 for automatic: a quarter of the Java heap (<tt>-Xmx</tt> in <tt>knime.ini</tt>).
            """)
    @Advanced
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class)
    int m_megabytes = 0;

    /** @return settings with another limit than the automatic one */
    public static StorageParameters ofMegabytes(final int megabytes) {
        final StorageParameters parameters = new StorageParameters();
        parameters.m_megabytes = megabytes;
        return parameters;
    }

    /**
     * @return where rows are stored
     * @throws IllegalArgumentException if the limit is negative
     */
    public MatrixStorage storage() {
        if (m_megabytes < 0) {
            throw new IllegalArgumentException("The limit for rows kept in memory is " + m_megabytes
                + " MB; it must not be negative. 0 lets the size of the Java heap decide.");
        }
        return new MatrixStorage(m_megabytes * BYTES, folder());
    }

    /** @return where a node stores rows that has no such settings */
    public static MatrixStorage automatic() {
        return new MatrixStorage(MatrixStorage.AUTOMATIC, folder());
    }

    private static Path folder() {
        return Path.of(KNIMEConstants.getKNIMETempDir());
    }
}
