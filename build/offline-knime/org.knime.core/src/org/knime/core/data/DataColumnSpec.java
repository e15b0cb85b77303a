package org.knime.core.data;

import java.util.List;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.config.ConfigRO;
import org.knime.core.node.config.ConfigWO;

/** Name, type and domain of a column, immutable. */
public final class DataColumnSpec {

    private static final String NAME = "column_name";

    private static final String ELEMENT_NAMES = "element_names";

    private static final String TYPE = "column_type";

    private static final String DOMAIN = "column_domain";

    private static final String PROPERTIES = "column_properties";

    private static final String META_DATA = "meta_data";

    private final String name;

    private final List<String> elementNames;

    private final DataType type;

    private final DataColumnDomain domain;

    private final DataColumnProperties properties;

    DataColumnSpec(final String name, final List<String> elementNames, final DataType type,
        final DataColumnDomain domain, final DataColumnProperties properties) {
        this.name = name;
        this.elementNames = List.copyOf(elementNames);
        this.type = type;
        this.domain = domain;
        this.properties = properties;
    }

    public String getName() {
        return name;
    }

    /** The names of a collection's elements, empty if there are none. */
    public List<String> getElementNames() {
        return elementNames;
    }

    public DataType getType() {
        return type;
    }

    public DataColumnDomain getDomain() {
        return domain;
    }

    public DataColumnProperties getProperties() {
        return properties;
    }

    /** Same name, and a type that the other's column can hold. */
    public boolean isCompatibleWith(final DataColumnSpec other) {
        return other != null && name.equals(other.name) && other.type.isASuperTypeOf(type);
    }

    /** Same name and type, whatever the domain. */
    public boolean equalStructure(final DataColumnSpec other) {
        return other != null && name.equals(other.name) && type.equals(other.type);
    }

    public void save(final ConfigWO config) {
        config.addString(NAME, name);
        if (!elementNames.equals(List.of(name))) {
            config.addStringArray(ELEMENT_NAMES, elementNames.toArray(String[]::new));
        }
        type.save(config.addConfig(TYPE));
        domain.save(config.addConfig(DOMAIN));
        properties.save(config.addConfig(PROPERTIES));
        config.addConfig(META_DATA);
    }

    public static DataColumnSpec load(final ConfigRO config) throws InvalidSettingsException {
        final var name = config.getString(NAME);
        return new DataColumnSpec(name, List.of(config.getStringArray(ELEMENT_NAMES, name)),
            DataType.load(config.getConfig(TYPE)), DataColumnDomain.load(config.getConfig(DOMAIN)),
            DataColumnProperties.load(config.getConfig(PROPERTIES)));
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof DataColumnSpec spec && equalStructure(spec) && domain.equals(spec.domain)
            && properties.equals(spec.properties) && elementNames.equals(spec.elementNames);
    }

    @Override
    public int hashCode() {
        return name.hashCode() ^ type.hashCode();
    }

    @Override
    public String toString() {
        return name + " (" + type + ")";
    }
}
