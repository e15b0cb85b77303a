package org.knime.core.node.config.base;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads and writes trees of settings as XML files. */
public final class XMLConfig {

    private XMLConfig() {
    }

    /** Adds the content of an XML file to the tree. The root's key becomes the tree's. */
    public static void load(final ConfigBase config, final InputStream in)
        throws SAXException, IOException, ParserConfigurationException {
        final var factory = SAXParserFactory.newInstance();
        // a settings file refers to nothing outside itself, whatever its document type says
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        final var reader = factory.newSAXParser().getXMLReader();
        final var handler = new XMLContentHandler(config);
        reader.setContentHandler(handler);
        reader.setErrorHandler(handler);
        reader.parse(new InputSource(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }

    static void read(final ConfigBase config, final InputStream in) throws IOException {
        try {
            load(config, in);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("Unable to parse settings: " + e.getMessage(), e);
        }
    }

    /** Writes the tree, UTF-8 with line feeds whatever the platform, and closes the stream. */
    public static void save(final ConfigBase config, final OutputStream out) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            new XMLSettingsWriter(writer).write(config);
        }
    }
}
