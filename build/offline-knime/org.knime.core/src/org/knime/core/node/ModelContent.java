package org.knime.core.node;

import java.io.IOException;
import java.io.InputStream;

import org.knime.core.node.config.Config;

/** A model's content as a tree of values. */
public final class ModelContent extends Config implements ModelContentRO, ModelContentWO {

    private static final long serialVersionUID = 1L;

    public ModelContent(final String key) {
        super(key);
    }

    @Override
    public Config getInstance(final String key) {
        return new ModelContent(key);
    }

    public static synchronized ModelContentRO loadFromXML(final InputStream in) throws IOException {
        return (ModelContentRO)loadFromXML(new ModelContent("ignored"), in);
    }

    @Override
    public ModelContentWO addModelContent(final String key) {
        return (ModelContentWO)addConfig(key);
    }

    @Override
    public void addModelContent(final ModelContent content) {
        addConfig(content);
    }

    @Override
    public ModelContent getModelContent(final String key) throws InvalidSettingsException {
        return (ModelContent)getConfig(key);
    }
}
