package org.elbow.offline.ui;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeModel;
import org.knime.core.node.NodeSettingsRO;
import org.knime.node.DefaultNodeFactory;

/** Sees what a node is made of, which KNIME's public API does not show. */
public abstract class NodeAccess {

    private static NodeAccess instance;

    /** For the package of the node factories. */
    protected NodeAccess() {
    }

    /** @param access what serves from now on; the package of the node factories sets it */
    public static synchronized void serve(final NodeAccess access) {
        instance = Objects.requireNonNull(access);
    }

    private static synchronized NodeAccess instance() {
        return Objects.requireNonNull(instance, "No node factory was created yet.");
    }

    /**
     * @param factory a node factory
     * @return what its node says of itself
     */
    public static NodeFacts factsOf(final DefaultNodeFactory factory) {
        return instance().facts(factory);
    }

    /**
     * @param factory a node factory
     * @param model a model that it created, executed
     * @param viewSettings the settings of the view, {@code null} if its dialog was never used
     * @return what the view shows, empty if the node has none
     * @throws InvalidSettingsException if the settings do not suit the view
     * @throws IOException if the data of the view cannot be written
     */
    public static Optional<ViewContent> viewOf(final DefaultNodeFactory factory, final NodeModel model,
        final NodeSettingsRO viewSettings) throws InvalidSettingsException, IOException {
        return instance().view(factory, model, viewSettings);
    }

    /** See {@link #factsOf}. */
    protected abstract NodeFacts facts(DefaultNodeFactory factory);

    /** See {@link #viewOf}. */
    protected abstract Optional<ViewContent> view(DefaultNodeFactory factory, NodeModel model,
        NodeSettingsRO viewSettings) throws InvalidSettingsException, IOException;
}
