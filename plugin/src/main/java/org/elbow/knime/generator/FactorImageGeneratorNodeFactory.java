package org.elbow.knime.generator;

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

/** The Factor Image Generator: images whose factors of variation are known. */
public final class FactorImageGeneratorNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("Factor Image Generator") //
        .icon("factor-image-generator.png") //
        .shortDescription("Draws images of sprites or dots whose factors of variation are known.") //
        .fullDescription("""
            <p>Draws small grey images from factors that are known: the figure and its size, rotation and place, or the \
            coordinates of three dots. Such images are the touchstone for models that are to find the factors behind data, \
            and a ready example of rows of one kind and of another, without a download.</p>
            <p><b>Sprites</b> follow the idea of the dSprites collection: a square, ellipse or heart in several sizes, \
            rotations and places, each wholly inside the image. <b>Three dots</b> are those of Rhodes and Lee (2021): three \
            dots that move independently and may overlap.</p>
            <p>The same settings draw the same images, bit by bit, on every machine. An incoming table can be continued: the \
            images go below its rows, so that several generators in a row make a table of several kinds, told apart by their \
            constant columns.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Rows to go before", "Optional table that the images are put below.",
                BufferedDataTable.TYPE_OPTIONAL) //
            .addOutputTable("Images", """
                The images drawn, below the rows of the incoming table if there is one; beside each image its factors and \
                the constant column, if asked for.
                """)) //
        .model(model -> model //
            .parametersClass(FactorImageGeneratorParameters.class) //
            .configure(FactorImageGeneratorNodeFactory::configure) //
            .execute(FactorImageGeneratorNodeFactory::execute)) //
        .addExternalResource("https://github.com/google-deepmind/dsprites-dataset", "dSprites") //
        .addExternalResource("https://arxiv.org/abs/2106.02923",
            "Rhodes, Lee: Local Disentanglement in Variational Auto-Encoders Using Jacobian L1 Regularization (2021)") //
        .nodeType(NodeType.Source) //
        .keywords("dSprites", "sprites", "dots", "synthetic", "toy data", "disentanglement", "image", "generator");

    /** Creates the factory; KNIME calls this. */
    public FactorImageGeneratorNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final FactorImageGeneratorParameters parameters = input.getParameters();
        output.setOutSpec(0, RowsBelow.union(input.getInTableSpec(0), new FactorImageRows(parameters).spec()));
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> output.setOutData(0, draw(input, progress)));
    }

    private static BufferedDataTable draw(final ExecuteInput input, final Progress progress)
        throws InvalidSettingsException {
        final FactorImageGeneratorParameters parameters = input.getParameters();
        final FactorImageRows images = new FactorImageRows(parameters);
        try (RowsBelow rows = new RowsBelow(input.getExecutionContext(), input.getInTable(0), images.spec(),
            progress.part(0, 0.1))) {
            images.draw(rows, progress.part(0.1, 1));
            return rows.finish();
        }
    }
}
