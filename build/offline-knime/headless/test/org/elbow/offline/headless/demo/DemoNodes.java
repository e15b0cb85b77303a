package org.elbow.offline.headless.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import javax.imageio.ImageIO;

import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.DoubleValue;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.data.image.png.PNGImageCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.core.node.message.Message;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;
import org.knime.node.RequirePorts;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;

/** Small nodes for workflows under test. */
public final class DemoNodes {

    /** Counts down when the node {@link Waiting} runs. */
    public static volatile CountDownLatch started = new CountDownLatch(1);

    private DemoNodes() {
    }

    private static RequirePorts named(final String name) {
        return DefaultNode.create().name(name).icon("./demo.png").shortDescription(name).fullDescription(name)
            .sinceVersion(5, 8, 0);
    }

    /** The parameters of {@link Counting}. */
    public static final class CountingParameters implements NodeParameters {
        int m_rows = 3;
        double m_step = 1;
        String m_column = "x";
        boolean m_isNegative;
        long m_offset;
        String[] m_labels = {};

        @Override
        public void validate() throws InvalidSettingsException {
            if (m_rows < 0) {
                throw new InvalidSettingsException("The number of rows is " + m_rows + " but must not be negative.");
            }
        }
    }

    /** Makes a table of numbers. */
    public static final class Counting extends DefaultNodeFactory {

        /** As registered. */
        public Counting() {
            super(named("Counting").ports(p -> p.addOutputTable("Numbers", "The numbers"))
                .model(m -> m.parametersClass(CountingParameters.class).configure((in, out) -> {
                    final CountingParameters parameters = in.getParameters();
                    out.setOutSpec(0, spec(parameters));
                }).execute((in, out) -> {
                    final CountingParameters parameters = in.getParameters();
                    final var rows = in.getExecutionContext().createDataContainer(spec(parameters));
                    for (int i = 0; i < parameters.m_rows; i++) {
                        final double value = parameters.m_offset + i * parameters.m_step;
                        rows.addRowToTable(new DefaultRow("Row" + i, new DoubleCell(parameters.m_isNegative ? -value : value)));
                        in.getExecutionContext().setProgress((i + 1.0) / parameters.m_rows, "row " + i);
                    }
                    rows.close();
                    out.setOutData(0, rows.getTable());
                })));
        }

        private static DataTableSpec spec(final CountingParameters parameters) {
            return new DataTableSpec(new String[]{parameters.m_column}, new DataType[]{DoubleCell.TYPE});
        }
    }

    /** The parameters of {@link Averaging}. */
    public static final class AveragingParameters implements NodeParameters {
        String m_column;

        AveragingParameters() {
        }

        AveragingParameters(final NodeParametersInput input) {
            m_column = input.getInTableSpec(0).map(spec -> spec.getColumnSpec(0).getName()).orElse(null);
        }
    }

    /** Makes a {@link Mean} of a column, and shows it. */
    public static final class Averaging extends DefaultNodeFactory {

        /** As registered. */
        public Averaging() {
            super(named("Averaging").ports(p -> p.addInputTable("Table", "Data").addOutputPort("Mean", "The mean", Mean.TYPE))
                .model(m -> m.parametersClass(AveragingParameters.class).configure((in, out) -> {
                    final AveragingParameters parameters = in.getParameters();
                    if (!in.getInTableSpec(0).containsName(parameters.m_column)) {
                        throw new InvalidSettingsException("There is no column \"" + parameters.m_column + "\".");
                    }
                    out.setOutSpec(0, new MeanSpec(parameters.m_column));
                }).execute((in, out) -> {
                    final AveragingParameters parameters = in.getParameters();
                    final var table = in.getInTable(0);
                    if (table.size() == 0) {
                        throw KNIMEException.of(Message.fromSummary("The table has no rows\nto average."));
                    }
                    final int column = table.getDataTableSpec().findColumnIndex(parameters.m_column);
                    double sum = 0;
                    for (final var row : table) {
                        sum += ((DoubleValue)row.getCell(column)).getDoubleValue();
                    }
                    out.setInternalData(table);
                    out.setWarningMessage("an average hides much");
                    out.setOutData(0, new Mean(parameters.m_column, sum / table.size()));
                }))
                .addView(v -> v.withoutParameters().description("The rows.")
                    .page(p -> p.fromString(() -> "<!DOCTYPE html><html><head><script src=\"./show.js\"></script></head>"
                        + "<body><img src=\"dot.svg\"><a href=\"https://www.example.org\">more</a></body></html>")
                        .relativePath("index.html").addResourceFromString(() -> "show('</script>');", "show.js")
                        .addResourceFromString(() -> "<svg/>", "dot.svg"))
                    .initialData(d -> d.data(in -> Map.of("rows", in.getInternalTables()[0].size(), "text", "</script>")))));
        }
    }

    /** Subtracts a mean where one is connected. */
    public static final class Centering extends DefaultNodeFactory {

        /** As registered. */
        public Centering() {
            super(named("Centering").ports(p -> p.addInputTable("Table", "Data")
                .addInputPort("Mean", "The mean", Mean.TYPE).addInputPort("Spare", "Not used", BufferedDataTable.TYPE_OPTIONAL)
                .addOutputTable("Centered/all", "Data"))
                .model(m -> m.withoutParameters().configure((in, out) -> out.setOutSpecs(in.getInTableSpec(0)))
                    .execute((in, out) -> {
                        final var rows = in.getExecutionContext().createDataContainer(in.getInTable(0).getDataTableSpec());
                        final Mean mean = in.getInPortObject(1);
                        for (final var row : in.getInTable(0)) {
                            rows.addRowToTable(new DefaultRow(row.getKey(),
                                new DoubleCell(((DoubleValue)row.getCell(0)).getDoubleValue() - mean.value())));
                        }
                        rows.close();
                        out.setOutData(0, rows.getTable());
                    })));
        }
    }

    /** Makes cells of many types, some of them awkward to write. */
    public static final class Mixing extends DefaultNodeFactory {

        private static final DataTableSpec SPEC = new DataTableSpec(
            new String[]{"text, \"quoted\"", "whole", "number", "truth", "list", "image"},
            new DataType[]{StringCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, BooleanCell.TYPE,
                DataType.getType(ListCell.class, DoubleCell.TYPE), DataType.getType(PNGImageCell.class)});

        /** As registered. */
        public Mixing() {
            super(named("Mixing").ports(p -> p.addOutputTable("Cells", "The cells")).model(
                m -> m.withoutParameters().configure((in, out) -> out.setOutSpec(0, SPEC)).execute((in, out) -> {
                    final var rows = in.getExecutionContext().createDataContainer(SPEC);
                    rows.addRowToTable(new DefaultRow("a,b", new StringCell("say \"so\",\nplease"), new IntCell(-1),
                        new DoubleCell(0.1 + 0.2), BooleanCell.TRUE,
                        CollectionCellFactory.createListCell(List.of(new DoubleCell(1), DataType.getMissingCell())),
                        image()));
                    final DataCell missing = DataType.getMissingCell();
                    rows.addRowToTable(
                        new DefaultRow("second", new StringCell(""), missing, missing, missing, missing, missing));
                    rows.close();
                    out.setOutData(0, rows.getTable());
                })));
        }

        private static DataCell image() {
            final var file = new ByteArrayOutputStream();
            try {
                ImageIO.write(new BufferedImage(2, 3, BufferedImage.TYPE_BYTE_GRAY), "png", file);
            } catch (final IOException ex) {
                throw new IllegalStateException(ex);
            }
            return new PNGImageContent(file.toByteArray()).toImageCell();
        }
    }

    /** Announces another column than it makes. */
    public static final class Lying extends DefaultNodeFactory {

        /** As registered. */
        public Lying() {
            super(named("Lying").ports(p -> p.addInputTable("Table", "Data").addOutputTable("Other", "Other data"))
                .model(m -> m.withoutParameters()
                    .configure((in, out) -> out.setOutSpec(0,
                        new DataTableSpec(new String[]{"promised"}, new DataType[]{StringCell.TYPE})))
                    .execute((in, out) -> out.setOutData(0, in.getInTable(0)))));
        }
    }

    /** Announces nothing before it runs. */
    public static final class Secretive extends DefaultNodeFactory {

        /** As registered. */
        public Secretive() {
            super(named("Secretive").ports(p -> p.addInputTable("Table", "Data").addOutputTable("Same", "The data"))
                .model(m -> m.withoutParameters().configure((in, out) -> out.setOutSpec(0, null))
                    .execute((in, out) -> out.setOutData(0, in.getInTable(0)))));
        }
    }

    /** Fails as a program does. */
    public static final class Broken extends DefaultNodeFactory {

        /** As registered. */
        public Broken() {
            super(named("Broken").ports(p -> p.addInputTable("Table", "Data").addOutputTable("Nothing", "Never made"))
                .model(m -> m.withoutParameters().configure((in, out) -> out.setOutSpecs(in.getInTableSpec(0)))
                    .execute((in, out) -> {
                        throw new ArithmeticException("divided by zero");
                    })));
        }
    }

    /** Runs until it is cancelled. */
    public static final class Waiting extends DefaultNodeFactory {

        /** As registered. */
        public Waiting() {
            super(named("Waiting").ports(p -> p.addInputTable("Table", "Data").addOutputTable("Same", "The data"))
                .model(m -> m.withoutParameters().configure((in, out) -> out.setOutSpecs(in.getInTableSpec(0)))
                    .execute((in, out) -> {
                        started.countDown();
                        while (true) {
                            in.getExecutionContext().checkCanceled();
                            Thread.onSpinWait();
                        }
                    })));
        }
    }

    /** Cannot be made. */
    public static final class Unmakeable extends DefaultNodeFactory {

        /** Fails. */
        public Unmakeable() {
            super(named("Unmakeable").ports(p -> p.addOutputTable("Data", "Data").addOutputTable("Data", "Data"))
                .model(m -> m.withoutParameters().configure((in, out) -> { }).execute((in, out) -> { })));
        }
    }
}
