package org.elbow.knime.orders;

import org.elbow.knime.NodeTask;
import org.elbow.knime.table.RowsBelow;
import org.elbow.nn.Progress;
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

/** The Order Table Generator: business data in columns of all types, with irregularities that are known. */
public final class OrderTableGeneratorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("Order Table Generator") //
        .icon("order-table-generator.png") //
        .shortDescription("Draws a business table of orders with missing values and irregular rows that are known.") //
        .fullDescription("""
            <p>Draws the orders of a trading company: a table as it lies in many a business, with numbers of very different \
            size, whole numbers, truth values and nominal columns, with missing values and, if asked for, with rows in which \
            something is wrong. It is known which rows and which columns those are, so that an audit can be put to the test: \
            does it find the rows, and does it name the columns?</p>
            <p>The columns depend on each other. The <i>unit price</i> depends on the <i>product group</i>; the <i>discount</i> on \
            <i>quantity</i> and <i>returning customer</i>; the <i>amount</i> is quantity × unit price × (1 − discount), give or \
            take 2 %; <i>tax in cents</i> depends on amount, product group and <i>region</i>; the <i>weight</i> on product group \
            and quantity; the <i>shipping cost</i> on weight, region and <i>express</i>; the <i>shipping days</i> on region and \
            express; the <i>payment method</i> on region and returning customer. Quantities, prices, amounts, weights and costs \
            have heavy tails.</p>
            <p>There are two kinds of irregular rows:</p>
            <ul>
            <li><b>Unusual combinations</b>: one column, or two, have the value of another ordinary order, one that is clearly \
            different. Each value is ordinary by itself, but not beside the others of its row: an overseas order with tax, a book \
            at the price of a wardrobe. No look at single columns finds them.</li>
            <li><b>Extreme values</b>: one number is three to ten times as large as in any of 200 ordinary orders.</li>
            </ul>
            <p>The same settings draw the same table on every machine, and a longer table begins with the shorter one.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Rows to go before", "Optional table that the orders are put below.",
                BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Orders", """
                An order in each row, below the rows of the incoming table if there is one; beside it, if asked for, what is \
                wrong with the row and in which columns.
                """)) //
        .model(model -> model //
            .parametersClass(OrderTableGeneratorParameters.class) //
            .configure(OrderTableGeneratorNodeFactory::configure) //
            .execute(OrderTableGeneratorNodeFactory::execute)) //
        .nodeType(NodeType.Source) //
        .keywords("business", "orders", "invoices", "sales", "synthetic", "sample data", "toy data", "mixed types", "missing values",
            "anomaly", "outlier", "fraud", "audit", "benchmark", "generator");

    /** Creates the factory; KNIME calls this. */
    public OrderTableGeneratorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final OrderTableGeneratorParameters parameters = input.getParameters();
        output.setOutSpec(0, RowsBelow.union(input.getInTableSpec(0), new OrderRows(parameters).spec()));
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> output.setOutData(0, draw(input, progress)));
    }

    private static BufferedDataTable draw(final ExecuteInput input, final Progress progress)
        throws InvalidSettingsException {
        final OrderTableGeneratorParameters parameters = input.getParameters();
        final OrderRows orders = new OrderRows(parameters);
        try (RowsBelow rows = new RowsBelow(input.getExecutionContext(), input.getInTable(0), orders.spec(),
            progress.part(0, 0.1))) {
            orders.draw(rows, progress.part(0.1, 1));
            return rows.finish();
        }
    }
}
