package org.knime.node.parameters.validation;

/** A check that the dialog makes while users type. */
public interface BuiltinValidation {

    /** @return what users read when the check fails */
    String getErrorMessage();

    /** @return what the dialog needs to make the check */
    Object getParameters();
}
