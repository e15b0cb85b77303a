package org.knime.core.node.config.base;

import java.io.Serializable;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Objects;

import javax.swing.tree.TreeNode;

/** A value, or a sub-tree of values, under a key. */
public abstract class AbstractConfigEntry implements Serializable, TreeNode {

    private static final long serialVersionUID = 1L;

    private final ConfigEntries type;

    private String key;

    private AbstractConfigEntry parent;

    AbstractConfigEntry(final ConfigEntries type, final String key) {
        this.type = Objects.requireNonNull(type);
        setKey(key);
    }

    public final String getKey() {
        return key;
    }

    /** The root of a file takes over the key that the file gives it. */
    final void setKey(final String key) {
        if (key == null) {
            throw new IllegalArgumentException("Key must not be null!");
        }
        this.key = key;
    }

    public final void setParent(final AbstractConfigEntry parent) {
        this.parent = parent;
    }

    public final ConfigEntries getType() {
        return type;
    }

    /** The value as it stands in the XML file before escaping, null for a null value. */
    public abstract String toStringValue();

    @Override
    public String toString() {
        return key + " [" + type.name() + "] -> " + toStringValue();
    }

    abstract boolean hasIdenticalValue(AbstractConfigEntry other);

    /** Same type, key and value (recursively, whatever the order of the keys). */
    public final boolean isIdentical(final AbstractConfigEntry other) {
        return type == other.type && key.equals(other.key) && hasIdenticalValue(other);
    }

    @Override
    public boolean equals(final Object other) {
        return other == this
            || other != null && other.getClass() == getClass() && isIdentical((AbstractConfigEntry)other);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, type.name());
    }

    @Override
    public TreeNode getChildAt(final int index) {
        return null;
    }

    @Override
    public int getChildCount() {
        return 0;
    }

    @Override
    public final TreeNode getParent() {
        return parent;
    }

    @Override
    public int getIndex(final TreeNode node) {
        return -1;
    }

    @Override
    public final boolean getAllowsChildren() {
        return !isLeaf();
    }

    @Override
    public boolean isLeaf() {
        return true;
    }

    @Override
    public Enumeration<TreeNode> children() {
        return Collections.emptyEnumeration();
    }
}
