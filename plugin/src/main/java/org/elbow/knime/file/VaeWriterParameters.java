package org.elbow.knime.file;

import org.elbow.vae.ModelFileOptions;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.layout.Section;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the VAE Writer. */
@LoadDefaultsForAbsentFields
final class VaeWriterParameters implements NodeParameters {

    /** What becomes of a file that is there already. */
    enum ExistingFile {

        /** It is kept, and the node fails. */
        @Label(value = "Fail", description = "The file is kept and the node fails.")
        FAIL,

        /** It is replaced. */
        @Label(value = "Overwrite", description = "The file is replaced once the new one is complete.")
        OVERWRITE
    }

    @Section(title = "File")
    interface FileSection {
    }

    @Section(title = "Content")
    @After(FileSection.class)
    interface ContentSection {
    }

    @Widget(title = "File", description = """
            Path or URL of the file to write, usually with the ending <tt>.elbow</tt>. A relative path is resolved against the \
            working directory of KNIME; a <tt>knime://</tt> URL against the workflow, for instance \
            <tt>knime://knime.workflow/data/model.elbow</tt> for a file in its folder <tt>data</tt>. To set it by a flow \
            variable of type string, use the Flow Variables tab.
            """)
    @TextInputWidget(placeholder = "for instance knime://knime.workflow/data/model.elbow")
    @Layout(FileSection.class)
    String m_file = "";

    @Widget(title = "If the file exists", description = "What is done if there is a file of that name already.")
    @ValueSwitchWidget
    @Layout(FileSection.class)
    ExistingFile m_ifExists = ExistingFile.FAIL;

    @Widget(title = "Create missing folders", description = "Whether folders on the way to the file are created; otherwise the "
        + "node fails if they are missing.")
    @Layout(FileSection.class)
    boolean m_createFolders = false;

    @Widget(title = "Write checkpoints", description = """
            Whether the copies of the weights from the middle of training are written too, which the Influence Ranker needs. \
            Each takes as much room as the weights themselves.
            """)
    @Layout(ContentSection.class)
    boolean m_checkpoints = true;

    @Widget(title = "Write the fingerprint of the training rows", description = """
            Whether eight bytes per training row are written too, by which the Influence Ranker knows the training table again. \
            They do not reveal the rows, but tell whoever has a row whether it was among them.
            """)
    @Layout(ContentSection.class)
    boolean m_trainingRows = true;

    /** The file as it was entered, if one was. */
    String file() throws InvalidSettingsException {
        if (m_file.isBlank()) {
            throw new InvalidSettingsException("No file is named. Enter the path of the file to write.");
        }
        return m_file;
    }

    ModelFileOptions options() {
        return new ModelFileOptions(m_ifExists == ExistingFile.OVERWRITE, m_createFolders, m_checkpoints, m_trainingRows);
    }
}
