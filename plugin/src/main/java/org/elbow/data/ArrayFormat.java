package org.elbow.data;

/** The formats of array files, told apart by their first bytes. All but NPZ may also be compressed by gzip. */
public enum ArrayFormat {

    /** One NumPy array. */
    NPY,

    /** Named NumPy arrays in a zip file. */
    NPZ,

    /** The format of MNIST and its kin. */
    IDX,

    /** Numbers as text, separated by comma, semicolon or tab, a row per line. */
    CSV
}
