package org.elbow.vae;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Versions of this library and of those that compute for it, which a model records: other versions may round otherwise. */
public final class LibraryVersions {

    /** The version of this library, as its bundle has it. */
    public static final String ELBOW = "1.0.0";

    private static final Map<String, String> MAVEN_NAMES = Map.of("nd4j", "org.nd4j/nd4j-api", "openblas", "org.bytedeco/openblas");

    private LibraryVersions() {
    }

    /** @return versions by name: "elbow", "nd4j" and "openblas", of the latter two those that tell */
    public static Map<String, String> current() {
        final Map<String, String> versions = new TreeMap<>(Map.of("elbow", ELBOW));
        MAVEN_NAMES.forEach((name, maven) -> {
            final String version = version("META-INF/maven/" + maven + "/pom.properties");
            if (version != null) {
                versions.put(name, version);
            }
        });
        return versions;
    }

    private static String version(final String resource) {
        try (InputStream in = LibraryVersions.class.getClassLoader().getResourceAsStream(resource)) {
            final Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version");
        } catch (final IOException e) {
            return null; // a record with less in it is better than no model
        }
    }
}
