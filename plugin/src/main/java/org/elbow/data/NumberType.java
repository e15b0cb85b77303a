package org.elbow.data;

/** What a number is in the table that it comes from; by it a decoded number becomes one that such a column can hold. */
public enum NumberType {

    /** Any number. */
    DOUBLE,

    /** A whole number of 32 bits. */
    INTEGER,

    /** A whole number of 64 bits. */
    LONG,

    /** 0 for false, 1 for true. */
    BOOLEAN;

    /**
     * @param value any number
     * @return the nearest number that the type holds: whole for {@link #INTEGER} and {@link #LONG}, and within their ranges; 1
     *         from ½ on for {@link #BOOLEAN}, 0 below; NaN stays NaN
     */
    public double nearest(final double value) {
        if (Double.isNaN(value)) {
            return value;
        }
        return switch (this) {
            case DOUBLE -> value;
            case INTEGER -> Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Math.rint(value)));
            case LONG -> Math.max(Long.MIN_VALUE, Math.min(Long.MAX_VALUE, Math.rint(value)));
            case BOOLEAN -> value >= 0.5 ? 1 : 0;
        };
    }
}
