package org.knime.node.parameters.widget.text;

import org.knime.node.parameters.validation.BuiltinValidation;

/** A rule for a string. */
public sealed interface TextInputWidgetValidation extends BuiltinValidation {

    /**
     * What a check of a pattern needs.
     *
     * @param pattern the regular expression
     */
    record PatternValidationParams(String pattern) {
    }

    /** The whole string must match a pattern. */
    abstract non-sealed class PatternValidation implements TextInputWidgetValidation {

        /** @return a regular expression */
        protected abstract String getPattern();

        @Override
        public final PatternValidationParams getParameters() {
            return new PatternValidationParams(getPattern());
        }

        @Override
        public String getErrorMessage() {
            return "The string must match the pattern: " + getPattern();
        }

        /** At least one character that is not white space. */
        public static final class IsNotBlankValidation extends PatternValidation {

            @Override
            public String getPattern() {
                return ".*\\S.*";
            }

            @Override
            public String getErrorMessage() {
                return "Please enter something here; white space alone does not count.";
            }
        }

        /** At least one character. */
        public static final class IsNotEmptyValidation extends MinLengthValidation {

            @Override
            protected int getMinLength() {
                return 1;
            }

            @Override
            public String getErrorMessage() {
                return "Please enter something here.";
            }
        }

        /** Exactly one character. */
        public static final class IsSingleCharacterValidation extends PatternValidation {

            @Override
            public String getPattern() {
                return "^.$";
            }

            @Override
            public String getErrorMessage() {
                return "Please enter exactly one character.";
            }
        }
    }

    /** The string must not be too short. */
    abstract non-sealed class MinLengthValidation implements TextInputWidgetValidation {

        /** @return the smallest number of characters */
        protected abstract int getMinLength();

        @Override
        public final MinLengthValidationParams getParameters() {
            return new MinLengthValidationParams(getMinLength());
        }

        @Override
        public String getErrorMessage() {
            return "Please enter at least " + getMinLength() + " character" + (getMinLength() == 1 ? "." : "s.");
        }

        record MinLengthValidationParams(int minLength) {
        }
    }

    /** The string must not be too long. */
    abstract non-sealed class MaxLengthValidation implements TextInputWidgetValidation {

        /** @return the greatest number of characters */
        protected abstract int getMaxLength();

        @Override
        public final MaxLengthValidationParams getParameters() {
            return new MaxLengthValidationParams(getMaxLength());
        }

        @Override
        public String getErrorMessage() {
            return "Please enter at most " + getMaxLength() + " character" + (getMaxLength() == 1 ? "." : "s.");
        }

        record MaxLengthValidationParams(int maxLength) {
        }

        /** At most one character. */
        public static final class HasAtMaxOneCharValidation extends MaxLengthValidation {

            @Override
            public int getMaxLength() {
                return 1;
            }
        }
    }
}
