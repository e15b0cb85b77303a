package org.knime.node.parameters.widget.choices.filter;

import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import org.knime.node.parameters.persistence.Persistable;

/** A selection by a regular expression, or by wild cards: {@code *} for any characters, {@code ?} for exactly one. */
final class PatternFilter implements Persistable {

    String m_pattern = "";

    boolean m_isCaseSensitive;

    boolean m_isInverted;

    Predicate<String> predicate(final boolean regularExpression) {
        // lower case on both sides, not a flag of the pattern: the pattern itself is put in lower case, as KNIME does
        final var cased = cased(m_pattern);
        final Predicate<String> matches;
        if (regularExpression) {
            final var compiled = Pattern.compile("^" + cased + "$").asPredicate();
            matches = cased.isEmpty() ? name -> false : compiled;
        } else {
            matches = Pattern.compile(wildcardsToExpression(cased), Pattern.DOTALL).asMatchPredicate();
        }
        return name -> matches.test(cased(name)) != m_isInverted;
    }

    private String cased(final String text) {
        return m_isCaseSensitive ? text : text.toLowerCase(Locale.getDefault());
    }

    private static String wildcardsToExpression(final String wildcards) {
        final var expression = new StringBuilder();
        wildcards.codePoints().forEach(character -> {
            switch (character) {
                case '*' -> expression.append(".*");
                case '?' -> expression.append('.');
                default -> expression.append(Pattern.quote(Character.toString(character)));
            }
        });
        return expression.toString();
    }
}
