package org.elbow.knime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.DataException;
import org.elbow.data.FeatureEncoding;
import org.elbow.hamiltonian.HamiltonianBound;
import org.elbow.knime.FileLocation;
import org.elbow.knime.NodeTask;
import org.elbow.knime.port.ModelView;
import org.elbow.knime.port.VaePortObject;
import org.elbow.knime.port.VaePortObjectSpec;
import org.elbow.nn.Progress;
import org.elbow.vae.LoadedModel;
import org.elbow.vae.ModelDescription;
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

/** VAE Reader: a model from a file. */
public final class VaeReaderNodeFactory extends DefaultNodeFactory {

    private static final int NAMED = 5;

    /** What objectives learn beside the weights. */
    private static final Set<String> LEARNED =
        Set.of(HamiltonianBound.STEP_SIZES, HamiltonianBound.ALPHAS, HamiltonianBound.SQRT_BETA0);

    private static final DefaultNode NODE = DefaultNode.create() //
        .name("VAE Reader") //
        .icon("vae-reader.png") //
        .shortDescription("Reads a variational auto-encoder from a file.") //
        .fullDescription("""
            <p>Reads a model that VAE Writer wrote, here or on another machine. It gives exactly the results of the model that \
            was written.</p>
            <p>Models from other programs can be read, too: from a folder or a zip file with a description of the networks \
            (<tt>model.json</tt>) and their weights (<tt>weights.safetensors</tt>, in 64, 32 or 16 bits), for instance exported \
            from PyTorch. Elbow's documentation of the format (<tt>docs/model-file.md</tt>) shows how, with a program of a few \
            lines. Weights that do not fit the description, that are missing or not finite are refused with their names.</p>
            <p>If the file is there already, the nodes that follow know the model before anything is executed. If it is written \
            by a VAE Writer in the same workflow, connect the flow variable ports of the two nodes, so that the reader waits for \
            the writer.</p>
            """) //
        .sinceVersion(5, 8, 0) //
        .ports(ports -> ports //
            .addOutputPort("Model", "The variational auto-encoder.", VaePortObject.TYPE)) //
        .model(model -> model //
            .parametersClass(VaeReaderParameters.class) //
            .configure(VaeReaderNodeFactory::configure) //
            .execute(VaeReaderNodeFactory::execute)) //
        .addView(view -> view.withoutParameters() //
            .description("""
                The model: its networks layer by layer, the likelihood of each column, how it was trained, and how its columns are \
                encoded.
                """) //
            .page(page -> page.fromString(ModelView::page).relativePath("model.html")) //
            .initialData(data -> data.data(input -> ModelView.data(input.getInternalTables()[0])))) //
        .addExternalResource("https://huggingface.co/docs/safetensors", "The safetensors format") //
        .nodeType(NodeType.Source) //
        .keywords("variational auto-encoder", "VAE", "load", "import", "model", "PyTorch", "safetensors", "weights");

    /** Creates the factory; KNIME calls this. */
    public VaeReaderNodeFactory() {
        super(NODE);
    }

    private static void configure(final ConfigureInput input, final ConfigureOutput output)
        throws InvalidSettingsException {
        final VaeReaderParameters parameters = input.getParameters();
        final Path path = FileLocation.resolve(parameters.file());
        if (!Files.exists(path)) {
            output.setOutSpec(0, null); // as KNIME's own readers do: an earlier branch may write it
            output.setWarningMessage("There is no file \"" + path + "\" yet. It has to be there when the node is executed.");
            return;
        }
        try {
            final ModelDescription description = ModelFile.describe(path);
            requireColumnNames(description.encoding());
            output.setOutSpec(0, VaePortObjectSpec.of(description));
        } catch (final DataException e) {
            throw new InvalidSettingsException(e.getMessage(), e);
        } catch (final IOException e) {
            throw new InvalidSettingsException("The file \"" + path + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /** @throws DataException if a column has a name that no column of a table can have */
    private static void requireColumnNames(final FeatureEncoding encoding) {
        for (final ColumnEncoding column : encoding.columns()) {
            if (column.column().isBlank() || !column.column().equals(column.column().trim())) {
                throw new DataException("The model has a column named \"" + column.column() + "\", but names of columns in "
                    + "tables are not blank and neither begin nor end with a blank. Correct the name in the model's description.");
            }
        }
    }

    private static void execute(final ExecuteInput input, final ExecuteOutput output)
        throws CanceledExecutionException, KNIMEException {
        NodeTask.run(input.getExecutionContext(), progress -> read(input, output, progress));
    }

    private static void read(final ExecuteInput input, final ExecuteOutput output, final Progress progress)
        throws InvalidSettingsException, IOException {
        final VaeReaderParameters parameters = input.getParameters();
        final LoadedModel loaded = ModelFile.read(FileLocation.resolve(parameters.file()), progress);
        requireColumnNames(loaded.model().encoding());
        output.setOutData(0, new VaePortObject(loaded.model()));
        output.setInternalData(ModelView.table(input.getExecutionContext(), loaded.model()));
        final List<String> unused = new ArrayList<>(loaded.unused());
        loaded.model().learned().keySet().stream().filter(name -> !LEARNED.contains(name)).sorted().forEach(unused::add);
        if (!unused.isEmpty()) {
            output.setWarningMessage("The file holds tensors that nothing uses: "
                + String.join(", ", unused.subList(0, Math.min(NAMED, unused.size())))
                + (unused.size() > NAMED ? " and " + (unused.size() - NAMED) + " more." : "."));
        }
    }
}
