package org.elbow.offline.headless;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.elbow.offline.PortTypes;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The node factories that the extensions at hand register in their {@code plugin.xml}: KNIME loads no others. */
final class ExtensionRegistry {

    private static final String NODES = "org.knime.workbench.repository.nodes";

    private final Set<String> factories = new HashSet<>();
    private final List<URL> files;

    ExtensionRegistry(final ClassLoader loader, final List<URL> further) throws WorkflowException {
        files = new ArrayList<>(further);
        try {
            loader.getResources("plugin.xml").asIterator().forEachRemaining(files::add);
        } catch (final IOException ex) {
            throw new WorkflowException("The extensions cannot be listed: " + WorkflowException.reason(ex), ex);
        }
        for (final var file : files) {
            read(file);
        }
    }

    boolean isRegistered(final String factory) {
        return factories.contains(factory);
    }

    /** Makes the port types known that the extensions register. */
    void registerPortTypes(final ClassLoader loader) throws WorkflowException {
        for (final var file : files) {
            try (InputStream in = file.openStream()) {
                PortTypes.register(in, loader);
            } catch (final IOException ex) {
                throw new WorkflowException("The port types of the extension file " + file + " cannot be used: "
                    + WorkflowException.reason(ex), ex);
            }
        }
    }

    private void read(final URL file) throws WorkflowException {
        try (InputStream in = file.openStream()) {
            final var builders = DocumentBuilderFactory.newInstance();
            builders.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            builders.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            final var extensions =
                builders.newDocumentBuilder().parse(in).getDocumentElement().getElementsByTagName("extension");
            for (int i = 0; i < extensions.getLength(); i++) {
                final var extension = (Element)extensions.item(i);
                if (NODES.equals(extension.getAttribute("point"))) {
                    final var nodes = extension.getElementsByTagName("node");
                    for (int j = 0; j < nodes.getLength(); j++) {
                        factories.add(((Element)nodes.item(j)).getAttribute("factory-class"));
                    }
                }
            }
        } catch (final IOException | SAXException | ParserConfigurationException ex) {
            throw new WorkflowException("The extension file " + file + " cannot be read: "
                + WorkflowException.reason(ex), ex);
        }
    }
}
