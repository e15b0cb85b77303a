package org.knime.core.node.port;

import java.io.IOException;

import javax.swing.JComponent;

/** What is known of a port's data before it is there. */
public interface PortObjectSpec {

    /** Reads and writes descriptions of one class; has a constructor without arguments and is named in plugin.xml. */
    abstract class PortObjectSpecSerializer<T extends PortObjectSpec> {

        public PortObjectSpecSerializer() {
        }

        public abstract void savePortObjectSpec(T spec, PortObjectSpecZipOutputStream out) throws IOException;

        public abstract T loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException;
    }

    JComponent[] getViews();
}
