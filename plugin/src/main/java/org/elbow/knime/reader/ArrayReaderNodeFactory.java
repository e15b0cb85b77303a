package org.elbow.knime.reader;

import org.elbow.data.DataException;
import org.elbow.knime.NodeTask;
import org.elbow.knime.reader.ArrayReaderParameters.IncomingRows;
import org.elbow.knime.table.RowsBelow;
import org.elbow.nn.Progress;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** The Array Reader: NPY, NPZ, IDX and numeric CSV files as tables. */
public final class ArrayReaderNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("Array Reader") //
        .icon("array-reader.png") //
        .shortDescription("Reads images, vectors or numbers from NPY, NPZ, IDX and CSV files.") //
        .fullDescription("""
            <p>Reads the array files in which image collections and numeric data are usually handed round: NumPy's NPY and \
            NPZ, the IDX format of MNIST and its kin, and text files of numbers (CSV). All but NPZ may be compressed by gzip. \
            Each entry along the first dimension of the array becomes a row of the table: an image, a vector, or one column \
            per feature. Class labels from a second file, or from a column of a text file, stand in a column beside them.</p>
            <p>Text files in which each row is a flat image with its label, as MNIST-like data are often published (columns \
            <tt>label</tt>, <tt>pixel1</tt>, <tt>pixel2</tt>, …), are recognised and become images.</p>
            <p>The file is read row by row, so it may be larger than the memory. What its header claims is checked against \
            what the file really holds; a truncated or mislabelled file is refused with a message that says what is \
            wrong.</p>
            <p>An incoming table can be continued: the rows read go below its rows. So several files can be strung together, \
            each with its own constant column that tells where a row comes from.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Rows to go before", """
                Optional table that the rows read are put below. If no file is named, it is passed on unchanged.
                """, BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Rows", """
                The rows read, below those of the incoming table if there is one: a column <tt>image</tt>, a column \
                <tt>vector</tt>, or a column for each feature; then <tt>label</tt> and the constant column, if asked for.
                """)) //
        .model(model -> model //
            .parametersClass(ArrayReaderParameters.class) //
            .configure(ArrayReaderNodeFactory::configure) //
            .execute(ArrayReaderNodeFactory::execute)) //
        .addExternalResource("https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html",
            "The NPY and NPZ formats") //
        .nodeType(NodeType.Source) //
        .keywords("NumPy", "NPY", "NPZ", "IDX", "MNIST", "image", "tensor", "array", "reader");

    /** Creates the factory; KNIME calls this. */
    public ArrayReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final ArrayReaderParameters parameters = input.getParameters();
        final DataTableSpec incoming = input.getInTableSpec(0);
        if (!parameters.m_file.isBlank()) {
            final DataTableSpec own;
            try {
                own = new ArrayRowsReader(parameters).spec();
            } catch (final DataException e) {
                throw new InvalidSettingsException(e.getMessage(), e);
            }
            output.setOutSpec(0, RowsBelow.union(appends(parameters) ? incoming : null, own));
        } else if (incoming != null) {
            output.setOutSpec(0, incoming);
        } else {
            throw new InvalidSettingsException("No file is named. Enter the path of an array file, or connect a table.");
        }
    }

    private static boolean appends(final ArrayReaderParameters parameters) {
        return parameters.m_incoming == IncomingRows.APPEND_BELOW;
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> output.setOutData(0, read(input, progress)));
    }

    private static BufferedDataTable read(final ExecuteInput input, final Progress progress)
        throws InvalidSettingsException {
        final ArrayReaderParameters parameters = input.getParameters();
        final BufferedDataTable incoming = input.getInTable(0);
        if (parameters.m_file.isBlank()) {
            if (incoming == null) {
                throw new InvalidSettingsException("No file is named. Enter the path of an array file, or connect a table.");
            }
            return incoming;
        }
        final ArrayRowsReader reader = new ArrayRowsReader(parameters);
        try (RowsBelow rows = new RowsBelow(input.getExecutionContext(), appends(parameters) ? incoming : null,
            reader.spec(), progress.part(0, 0.1))) {
            reader.read(rows, progress.part(0.1, 1));
            return rows.finish();
        }
    }
}
