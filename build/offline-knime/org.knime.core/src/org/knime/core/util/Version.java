package org.knime.core.util;

import java.io.Serializable;
import java.util.Comparator;
import java.util.regex.Pattern;

/** A version of three numbers, and a qualifier that counts in comparisons. */
public final class Version implements Comparable<Version>, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Pattern FORM = Pattern.compile("(\\d+)(?:\\.(\\d+))?(?:\\.(\\d+))?(?:\\.(.+))?");

    private static final Comparator<Version> ORDER = Comparator.comparingInt(Version::getMajor)
        .thenComparingInt(Version::getMinor).thenComparingInt(Version::getRevision).thenComparing(Version::getQualifier);

    private final int major;

    private final int minor;

    private final int revision;

    private final String qualifier;

    public Version(final int major, final int minor, final int revision) {
        this(major, minor, revision, "");
    }

    public Version(final int major, final int minor, final int revision, final String qualifier) {
        this.major = major;
        this.minor = minor;
        this.revision = revision;
        this.qualifier = qualifier == null ? "" : qualifier;
    }

    /** Reads {@code major.minor.revision.qualifier}; all but the first part may be left out. */
    public Version(final String text) {
        final var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not a version: \"" + text + "\"");
        }
        major = Integer.parseInt(parts.group(1));
        minor = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
        revision = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
        qualifier = parts.group(4) == null ? "" : parts.group(4);
    }

    public int getMajor() {
        return major;
    }

    public int getMinor() {
        return minor;
    }

    public int getRevision() {
        return revision;
    }

    public String getQualifier() {
        return qualifier;
    }

    public boolean isSameOrNewer(final Version other) {
        return compareTo(other) >= 0;
    }

    @Override
    public int compareTo(final Version other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof Version version && compareTo(version) == 0;
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        final var numbers = major + "." + minor + "." + revision;
        return qualifier.isEmpty() ? numbers : numbers + "." + qualifier;
    }
}
