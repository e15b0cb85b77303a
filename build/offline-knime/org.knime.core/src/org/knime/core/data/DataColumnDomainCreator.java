package org.knime.core.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Creates what is known of a column's values. */
public class DataColumnDomainCreator {

    private Set<DataCell> values;

    private DataCell lower;

    private DataCell upper;

    public DataColumnDomainCreator() {
    }

    public DataColumnDomainCreator(final DataColumnDomain from) {
        this(from.getValues(), from.getLowerBound(), from.getUpperBound());
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell[] values) {
        this(values, null, null);
    }

    public DataColumnDomainCreator(final DataCell lower, final DataCell upper) {
        this((Set<? extends DataCell>)null, lower, upper);
    }

    public DataColumnDomainCreator(final DataCell[] values, final DataCell lower, final DataCell upper) {
        this(values == null ? null : new LinkedHashSet<>(Arrays.asList(values)), lower, upper);
    }

    public DataColumnDomainCreator(final Set<? extends DataCell> values, final DataCell lower, final DataCell upper) {
        setValues(values);
        setLowerBound(lower);
        setUpperBound(upper);
    }

    public void setValues(final Set<? extends DataCell> values) {
        this.values = values == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    public void setLowerBound(final DataCell lower) {
        this.lower = lower;
    }

    public void setUpperBound(final DataCell upper) {
        this.upper = upper;
    }

    public DataColumnDomain createDomain() {
        return new DataColumnDomain(lower, upper, values);
    }
}
