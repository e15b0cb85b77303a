package org.knime.core.data;

import java.util.List;
import java.util.Objects;

/** Creates the description of a column. Names are trimmed; a blank one is replaced. */
public final class DataColumnSpecCreator {

    private static final String NAME_OF_BLANK = "<empty_1>";

    private String name;

    private List<String> elementNames = List.of();

    private DataType type;

    private DataColumnDomain domain = new DataColumnDomainCreator().createDomain();

    private DataColumnProperties properties = new DataColumnProperties();

    public DataColumnSpecCreator(final String name, final DataType type) {
        setName(name);
        setType(type);
    }

    public DataColumnSpecCreator(final DataColumnSpec from) {
        this(from.getName(), from.getType());
        elementNames = from.getElementNames();
        domain = from.getDomain();
        properties = from.getProperties();
    }

    public void setName(final String name) {
        Objects.requireNonNull(name, "Name of DataColumnSpec must not be null!");
        this.name = name.isBlank() ? NAME_OF_BLANK : name.trim();
    }

    public void setType(final DataType type) {
        this.type = Objects.requireNonNull(type, "Type of DataColumnSpec must not be null!");
    }

    public void setElementNames(final String[] names) {
        elementNames = names == null ? List.of() : List.of(names);
    }

    public void setDomain(final DataColumnDomain domain) {
        this.domain = domain == null ? new DataColumnDomainCreator().createDomain() : domain;
    }

    public void setProperties(final DataColumnProperties properties) {
        this.properties = properties == null ? new DataColumnProperties() : properties;
    }

    public DataType getType() {
        return type;
    }

    public DataColumnSpec createSpec() {
        return new DataColumnSpec(name, elementNames, type, domain, properties);
    }
}
