package org.elbow.explore;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.elbow.data.FeatureMatrix;

/** Choices of dimensions of the code. */
public final class LatentDimensions {

    private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:\\s*[-–]\\s*(\\d{1,9}))?");

    private LatentDimensions() {
    }

    /** @return all dimensions of a code, from 0 */
    public static int[] all(final int latent) {
        return IntStream.range(0, latent).toArray();
    }

    /**
     * Reads a list as people write it: "1, 3-5".
     *
     * @param list numbers from 1 and ranges of them, with commas between; blank for all
     * @param latent dimensions of the code
     * @return the dimensions, from 0, in the list's order, each once
     * @throws IllegalArgumentException if the list cannot be read, or names a dimension that the code has not
     */
    public static int[] parse(final String list, final int latent) {
        if (list.isBlank()) {
            return all(latent);
        }
        final Set<Integer> dimensions = new LinkedHashSet<>();
        for (final String part : list.split(",", -1)) {
            final Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches()) {
                throw new IllegalArgumentException("\"" + part.strip() + "\" in the list of dimensions \"" + list
                    + "\" is neither a number nor a range. Write numbers from 1 on and ranges, such as \"1, 3-5\".");
            }
            final int from = Integer.parseInt(matcher.group(1));
            final int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
            if (from > to) {
                throw new IllegalArgumentException("The range \"" + part.strip() + "\" in the list of dimensions runs "
                    + "backwards. Write \"" + to + "-" + from + "\".");
            }
            if (from < 1 || to > latent) {
                throw new IllegalArgumentException("The list of dimensions names " + (from < 1 ? from : to)
                    + ", but the model's code has the dimensions 1 to " + latent + ".");
            }
            IntStream.rangeClosed(from, to).forEach(dimension -> dimensions.add(dimension - 1));
        }
        return dimensions.stream().mapToInt(Integer::intValue).toArray();
    }

    /**
     * What each dimension tells: its part of KL(q(z|x) ‖ p(z)), ½ (mean² + exp(logvar) − 1 − logvar), averaged over rows.
     *
     * @param posteriors mean, then log-variance of each row's code, [rows, 2 · latent], at least one row
     * @return in nats, [latent]; near 0 for dimensions that the model does not use
     */
    public static double[] divergence(final FeatureMatrix posteriors) {
        final int latent = posteriors.columns() / 2;
        final double[] divergence = new double[latent];
        final float[] posterior = new float[2 * latent];
        for (int row = 0; row < posteriors.rows(); row++) {
            posteriors.getRow(row, posterior, 0);
            for (int i = 0; i < latent; i++) {
                final double mean = posterior[i];
                final double logVariance = posterior[latent + i];
                divergence[i] += 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance) / posteriors.rows();
            }
        }
        return divergence;
    }

    /**
     * @param activity of each dimension, such as its {@link #divergence}
     * @param count how many dimensions are wanted, at least 1
     * @return the most active ones, from 0, the most active first; all of them if they are not more than {@code count}
     * @throws IllegalArgumentException if the count is below 1
     */
    public static int[] mostActive(final double[] activity, final int count) {
        if (count < 1) {
            throw new IllegalArgumentException(
                "The number of most active dimensions is " + count + "; it must be at least 1.");
        }
        final List<Integer> dimensions = new ArrayList<>(IntStream.range(0, activity.length).boxed().toList());
        dimensions.sort(Comparator.comparingDouble(dimension -> -activity[dimension]));
        return dimensions.stream().limit(count).mapToInt(Integer::intValue).toArray();
    }

    static void require(final int[] dimensions, final int latent) {
        if (dimensions.length == 0) {
            throw new IllegalArgumentException("There is no dimension of the code to look at. Name at least one.");
        }
        for (final int dimension : dimensions) {
            if (dimension < 0 || dimension >= latent) {
                throw new IllegalArgumentException(
                    "There is no dimension " + (dimension + 1) + "; the model's code has the dimensions 1 to " + latent + ".");
            }
        }
    }
}
