package org.elbow.offline;

import java.io.IOException;
import java.io.InputStream;

import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.elbow.offline.internal.PortAccess;
import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObject.PortObjectSerializer;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.node.port.PortObjectSpec.PortObjectSpecSerializer;
import org.knime.core.node.port.PortType;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Registers the types of ports that a plug-in's plugin.xml names at the extension point {@code org.knime.core.PortType}. */
public final class PortTypes {

    private static final String EXTENSION_POINT = "org.knime.core.PortType";

    private PortTypes() {
    }

    /**
     * Registers all types of ports of a plug-in. Registering again replaces.
     *
     * @param pluginXml the content of plugin.xml; not closed
     * @param loader finds the classes that it names
     * @throws IOException if the file cannot be read, or a class that it names is missing or of the wrong kind
     */
    public static void register(final InputStream pluginXml, final ClassLoader loader) throws IOException {
        final var extensions = parse(pluginXml).getElementsByTagName("extension");
        for (int i = 0; i < extensions.getLength(); i++) {
            final var extension = (Element)extensions.item(i);
            if (EXTENSION_POINT.equals(extension.getAttribute("point"))) {
                final var types = extension.getElementsByTagName("portType");
                for (int j = 0; j < types.getLength(); j++) {
                    register((Element)types.item(j), loader);
                }
            }
        }
    }

    private static Document parse(final InputStream xml) throws IOException {
        try {
            final var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(xml);
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException("plugin.xml cannot be read: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked") // what a serializer reads and writes is its own affair
    private static void register(final Element type, final ClassLoader loader) throws IOException {
        final var objectClass = find(type, "objectClass", PortObject.class, loader);
        final var specClass = find(type, "specClass", PortObjectSpec.class, loader);
        final var name = type.getAttribute("name");
        PortAccess.get().register(objectClass, name.isEmpty() ? objectClass.getSimpleName() : name,
            color(type.getAttribute("color")), Boolean.parseBoolean(type.getAttribute("hidden")),
            make(type, "objectSerializer", PortObjectSerializer.class, loader));
        PortAccess.get().register(specClass, make(type, "specSerializer", PortObjectSpecSerializer.class, loader));
    }

    /** A colour as {@code #rrggbb}. */
    private static int color(final String text) throws IOException {
        if (text.isEmpty()) {
            return PortType.DEFAULT_COLOR;
        }
        try {
            return Integer.parseInt(text.substring(1), 16);
        } catch (NumberFormatException e) {
            throw new IOException("The colour of a type of ports in plugin.xml is \"" + text + "\", not #rrggbb.", e);
        }
    }

    private static <T> Class<? extends T> find(final Element type, final String attribute, final Class<T> superType,
        final ClassLoader loader) throws IOException {
        final var name = type.getAttribute(attribute);
        try {
            // not initialized: a port object's class asks for its type then, which is not known yet
            return Class.forName(name, false, loader).asSubclass(superType);
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("plugin.xml names \"" + name + "\" as " + attribute + " of a type of ports, which is "
                + (e instanceof ClassCastException ? "no " + superType.getSimpleName() : "not there") + ".", e);
        }
    }

    private static <T> T make(final Element type, final String attribute, final Class<T> superType,
        final ClassLoader loader) throws IOException {
        try {
            return find(type, attribute, superType, loader).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IOException("The " + attribute + " \"" + type.getAttribute(attribute)
                + "\" in plugin.xml needs to be public, with a public constructor without arguments.", e);
        }
    }
}
