package org.elbow.offline.parameters;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import org.elbow.offline.ui.Parameters;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettings;
import org.knime.node.parameters.NodeParameters;

/** Saves parameters to a settings file and loads them from it. */
final class SavedParameters {

    private SavedParameters() {
    }

    static NodeSettings settings(final NodeParameters parameters) {
        final var settings = new NodeSettings("model");
        Parameters.save(parameters, settings);
        return throughFile(settings);
    }

    static NodeSettings throughFile(final NodeSettings settings) {
        try {
            final var file = new ByteArrayOutputStream();
            settings.saveToXML(file);
            return (NodeSettings)NodeSettings.loadFromXML(new ByteArrayInputStream(file.toByteArray()));
        } catch (final IOException ex) {
            throw new AssertionError(ex);
        }
    }

    static <S extends NodeParameters> S load(final Class<S> type, final NodeSettings settings)
        throws InvalidSettingsException {
        return Parameters.load(type, settings);
    }

    @SuppressWarnings("unchecked")
    static <S extends NodeParameters> S saveAndLoad(final S parameters) throws InvalidSettingsException {
        return (S)load(parameters.getClass(), settings(parameters));
    }
}
