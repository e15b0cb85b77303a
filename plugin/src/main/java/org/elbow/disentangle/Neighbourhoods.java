package org.elbow.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.elbow.nn.Progress;

/**
 * Rows whose factors are near to one another (Rhodes and Lee 2021, section 4): around a centre each factor varies by at most
 * the radius times its number of values, rounded down; factors that are not ordered, or take too few values to be called
 * continuous, stay as they are at the centre.
 */
final class Neighbourhoods {

    /** Fewer rows say nothing about five bins. */
    static final int FEWEST_ROWS = 50;

    /** So many centres are tried for each neighbourhood that is wanted. */
    private static final int TRIES = 20;

    private Neighbourhoods() {
    }

    /**
     * Chooses neighbourhoods among the rows at hand; centres are their first rows.
     *
     * @param rows in an order that is at random
     * @param options says how many, how large and how wide they are
     * @return of each neighbourhood its rows, the nearest to its centre, {@value #FEWEST_ROWS} or more; may be fewer than
     *         wanted, or none
     */
    static List<int[]> among(final CodedRows rows, final DisentanglementOptions options, final Progress progress) {
        final int[] widths = rows.factors().stream().mapToInt(factor -> !factor.ordered()
            || factor.values() < options.fewestContinuousValues() ? 0 : (int)(factor.values() * options.radius())).toArray();
        final List<int[]> found = new ArrayList<>();
        final int tries = (int)Math.min(rows.rows(), (long)TRIES * options.neighbourhoods());
        for (int centre = 0; centre < tries && found.size() < options.neighbourhoods(); centre++) {
            progress.update((double)centre / tries, "Looking for neighbourhoods");
            final int[] near = near(rows, rows.labels()[centre], widths, options.neighbourhoodRows());
            if (near.length >= FEWEST_ROWS) {
                found.add(near);
            }
        }
        return found;
    }

    /** The nearest rows within the widths; nearer is whose farthest factor is nearer, relative to its width. */
    private static int[] near(final CodedRows rows, final int[] centre, final int[] widths, final int mostRows) {
        final double[] distance = new double[rows.rows()];
        for (int row = 0; row < distance.length; row++) {
            for (int f = 0; f < centre.length; f++) {
                final int apart = Math.abs(rows.labels()[row][f] - centre[f]);
                distance[row] = Math.max(distance[row], apart > widths[f] ? Double.POSITIVE_INFINITY
                    : apart == 0 ? 0 : (double)apart / widths[f]);
            }
        }
        // a stable sort: rows as near as one another stay in their order, which is at random
        return IntStream.range(0, distance.length).filter(row -> distance[row] <= 1).boxed()
            .sorted(Comparator.comparingDouble(row -> distance[row])).limit(mostRows).mapToInt(Integer::intValue).toArray();
    }

    /** The rows of each neighbourhood by its number, those that have no row left out. */
    static List<int[]> grouped(final int[] neighbourhoods) {
        return Arrays.stream(neighbourhoods).sorted().distinct().mapToObj(number -> IntStream.range(0, neighbourhoods.length)
            .filter(row -> neighbourhoods[row] == number).toArray()).toList();
    }
}
