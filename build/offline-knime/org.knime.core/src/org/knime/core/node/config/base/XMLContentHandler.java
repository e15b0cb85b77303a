package org.knime.core.node.config.base;

import java.util.ArrayDeque;
import java.util.Deque;

import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Fills a tree of settings from the events of an XML parser. */
class XMLContentHandler extends DefaultHandler {

    private final Deque<ConfigBase> open = new ArrayDeque<>();

    private final ConfigBase root;

    XMLContentHandler(final ConfigBase root) {
        this.root = root;
    }

    @Override
    public void startElement(final String uri, final String localName, final String name, final Attributes attributes)
        throws SAXException {
        final var key = attributes.getValue("key");
        if (key == null) {
            throw new SAXException("Element \"" + name + "\" has no key.");
        }
        if ("config".equals(name)) {
            if (open.isEmpty()) {
                root.setKey(key);
                open.push(root);
            } else {
                open.push(open.peek().addConfigBase(key));
            }
        } else if ("entry".equals(name) && !open.isEmpty()) {
            open.peek().addEntry(entry(key, attributes));
        } else {
            throw new SAXException("\"" + name + "\" is not a valid tag name.");
        }
    }

    private static AbstractConfigEntry entry(final String key, final Attributes attributes) throws SAXException {
        final var type = attributes.getValue("type");
        final var value = attributes.getValue("value");
        final ConfigEntries known;
        try {
            known = ConfigEntries.valueOf(String.valueOf(type));
        } catch (IllegalArgumentException e) {
            throw new SAXException("Invalid type ('" + type + "') for key '" + key + "' in XML file.", e);
        }
        final var isNull = value == null || "true".equals(attributes.getValue("isnull"));
        try {
            return known.createEntry(key, isNull ? null : XMLSettingsWriter.unescape(value));
        } catch (IllegalArgumentException | NullPointerException e) { // how numbers refuse text, and null
            throw new SAXException("\"" + value + "\" is no value of type " + type + " (key '" + key + "').", e);
        }
    }

    @Override
    public void endElement(final String uri, final String localName, final String name) throws SAXException {
        if ("config".equals(name)) {
            open.pop();
        }
    }

    @Override
    public void error(final SAXParseException e) throws SAXException {
        throw located(e);
    }

    @Override
    public void warning(final SAXParseException e) throws SAXException {
        throw located(e);
    }

    @Override
    public void fatalError(final SAXParseException e) throws SAXException {
        throw located(e);
    }

    private static SAXException located(final SAXParseException e) {
        return new SAXException("line " + e.getLineNumber() + ": " + e.getMessage(), e);
    }
}
