package org.elbow.knime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.elbow.knime.FileLocation;
import org.elbow.knime.NodeTask;
import org.elbow.knime.file.VaeWriterParameters.ExistingFile;
import org.elbow.knime.port.VaePortObject;
import org.elbow.nn.Progress;
import org.elbow.vae.ModelFile;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.KNIMEException;
import org.knime.node.DefaultModel.ConfigureInput;
import org.knime.node.DefaultModel.ConfigureOutput;
import org.knime.node.DefaultModel.ExecuteInput;
import org.knime.node.DefaultModel.ExecuteOutput;
import org.knime.node.DefaultNode;
import org.knime.node.DefaultNodeFactory;

/** VAE Writer: a model to a file. */
public final class VaeWriterNodeFactory extends DefaultNodeFactory {

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("VAE Writer") //
        .icon("vae-writer.png") //
        .shortDescription("Writes a variational auto-encoder to a file.") //
        .fullDescription("""
            <p>Writes a trained model to a file (<tt>.elbow</tt>), from which VAE Reader reads it in another workflow or on \
            another machine. The model that is read gives exactly the same results.</p>
            <p>The file is a zip of JSON and of weights in the safetensors format, so that other programs can use the model, \
            too; Elbow's documentation of the format (<tt>docs/model-file.md</tt>) shows how to encode and reconstruct rows in \
            Python with it. It holds the networks, the way in which the columns of a table become their input (column names, \
            means, categories), and how the model was trained, but no row of the training table.</p>
            <p>The file appears when it is complete. If writing fails or is cancelled, a file that was there before stays as it \
            is.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addInputPort("Model", "The trained variational auto-encoder.", VaePortObject.TYPE)) //
        .model(model -> model //
            .parametersClass(VaeWriterParameters.class) //
            .configure(VaeWriterNodeFactory::configure) //
            .execute(VaeWriterNodeFactory::execute)) //
        .addExternalResource("https://huggingface.co/docs/safetensors", "The safetensors format") //
        .nodeType(NodeType.Sink) //
        .keywords("variational auto-encoder", "VAE", "save", "export", "model", "safetensors", "weights");

    /** Creates the factory; KNIME calls this. */
    public VaeWriterNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final VaeWriterParameters parameters = input.getParameters();
        final Path path = FileLocation.resolve(parameters.file());
        if (Files.isDirectory(path)) {
            throw new InvalidSettingsException("\"" + path + "\" is a folder. Name a file in it.");
        }
        if (Files.exists(path) && parameters.m_ifExists == ExistingFile.FAIL) {
            output.setWarningMessage("The file \"" + path + "\" exists already, so that the node will fail. Choose another "
                + "name, or have it overwritten.");
        }
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> write(input, progress));
    }

    private static void write(final ExecuteInput input, final Progress progress)
        throws InvalidSettingsException, IOException {
        final VaeWriterParameters parameters = input.getParameters();
        final VaePortObject port = input.getInPortObject(0);
        ModelFile.write(port.model(), FileLocation.resolve(parameters.file()), parameters.options(), progress);
    }
}
