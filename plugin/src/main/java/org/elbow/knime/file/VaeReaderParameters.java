package org.elbow.knime.file;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.widget.text.TextInputWidget;

/** The settings of the VAE Reader. */
@LoadDefaultsForAbsentFields
final class VaeReaderParameters implements NodeParameters {

    @Widget(title = "File or folder", description = """
            Path or URL of the model: a file that VAE Writer wrote (<tt>.elbow</tt>), or a folder or zip with \
            <tt>model.json</tt> and <tt>weights.safetensors</tt>. A relative path is resolved against the working directory of \
            KNIME; a <tt>knime://</tt> URL against the workflow, for instance <tt>knime://knime.workflow/data/model.elbow</tt> \
            for a file in its folder <tt>data</tt>. To set it by a flow variable of type string, use the Flow Variables tab.
            """)
    @TextInputWidget(placeholder = "for instance knime://knime.workflow/data/model.elbow")
    String m_file = "";

    /** The file as it was entered, if one was. */
    String file() throws InvalidSettingsException {
        if (m_file.isBlank()) {
            throw new InvalidSettingsException("No file is named. Enter the path of a model.");
        }
        return m_file;
    }
}
