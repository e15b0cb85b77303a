package org.elbow.explore;

import java.util.Arrays;

import org.elbow.explore.InterpolationOptions.Pairing;
import org.elbow.explore.InterpolationOptions.Path;

/** Codes between the codes of pairs of rows: step s of pair p is number p · steps + s. The ends are the rows' own codes. */
public final class Interpolation implements CodeSequence {

    private final CodeSequence rows;

    private final InterpolationOptions options;

    private final int pairs;

    /**
     * @param rows the code of each row
     * @param options how
     * @throws IllegalArgumentException if there are fewer than two rows
     */
    public Interpolation(final CodeSequence rows, final InterpolationOptions options) {
        if (rows.size() < 2) {
            throw new IllegalArgumentException("Interpolation goes from row to row, so it needs at least two rows, but there "
                + (rows.size() == 0 ? "is none" : "is only one") + ".");
        }
        this.rows = rows;
        this.options = options;
        pairs = Math.toIntExact(options.pairing() == Pairing.CHAIN ? rows.size() - 1 : rows.size() / 2);
    }

    /** @return how many pairs of rows there are */
    public int pairs() {
        return pairs;
    }

    /** @return the row, from 0, that a pair begins with; the next row is its end */
    public int firstRow(final int pair) {
        return options.pairing() == Pairing.CHAIN ? pair : 2 * pair;
    }

    /** @return t of a step, from 0 at the first row of the pair to 1 at the second */
    public double position(final int step) {
        return (double)step / (options.steps() - 1);
    }

    @Override
    public long size() {
        return (long)pairs * options.steps();
    }

    @Override
    public int latent() {
        return rows.latent();
    }

    @Override
    public void code(final long index, final float[] target) {
        final int first = firstRow((int)(index / options.steps()));
        final int step = (int)(index % options.steps());
        if (step == 0 || step == options.steps() - 1) {
            rows.code(step == 0 ? first : first + 1, target);
            return;
        }
        final float[] from = new float[latent()];
        final float[] to = new float[latent()];
        rows.code(first, from);
        rows.code(first + 1, to);
        if (options.path() == Path.LINEAR) {
            linear(from, to, position(step), target);
        } else {
            spherical(from, to, position(step), target);
        }
    }

    /** Sets {@code target} to (1 − t) a + t b. */
    static void linear(final float[] a, final float[] b, final double t, final float[] target) {
        for (int i = 0; i < a.length; i++) {
            target[i] = (float)((1 - t) * a[i] + t * b[i]);
        }
    }

    /**
     * Spherical interpolation. With u = a/|a|, ω the angle between a and b, and w the unit vector at a right angle to u in their
     * plane:
     *
     * <pre>z(t) = ((1 − t)|a| + t|b|) (u cos tω + w sin tω)</pre>
     *
     * <p>For |a| = |b| this is Shoemake's slerp. Where a or b is zero, or both point the same way, it is the straight line; where
     * they point in opposite directions, so that every great circle will do, it is the one towards the coordinate axis that is
     * most nearly at a right angle.
     */
    static void spherical(final float[] a, final float[] b, final double t, final float[] target) {
        final int n = a.length;
        final double lengthA = length(a);
        final double lengthB = length(b);
        if (lengthA == 0 || lengthB == 0) {
            linear(a, b, t, target);
            return;
        }
        double cosine = 0;
        for (int i = 0; i < n; i++) {
            cosine += a[i] / lengthA * (b[i] / lengthB);
        }
        final double[] side = new double[n];
        for (int i = 0; i < n; i++) {
            side[i] = b[i] / lengthB - cosine * (a[i] / lengthA);
        }
        double sine = length(side);
        final boolean opposite = sine < 1e-6 && cosine < 0;
        if (opposite) {
            sine = perpendicular(a, lengthA, side);
        }
        if (sine < 1e-6) { // the same direction, or a code of one dimension
            linear(a, b, t, target);
            return;
        }
        final double angle = t * (opposite ? Math.PI : Math.atan2(sine, cosine));
        final double length = (1 - t) * lengthA + t * lengthB;
        for (int i = 0; i < n; i++) {
            target[i] = (float)(length * (Math.cos(angle) * (a[i] / lengthA) + Math.sin(angle) * (side[i] / sine)));
        }
    }

    /** Sets {@code side} to the part of a coordinate axis that is at a right angle to a; returns its length. */
    private static double perpendicular(final float[] a, final double length, final double[] side) {
        int axis = 0;
        for (int i = 1; i < a.length; i++) {
            if (Math.abs(a[i]) < Math.abs(a[axis])) {
                axis = i;
            }
        }
        Arrays.fill(side, 0);
        side[axis] = 1;
        for (int i = 0; i < a.length; i++) {
            side[i] -= a[axis] / length * (a[i] / length);
        }
        return length(side);
    }

    private static double length(final float[] vector) {
        double sum = 0;
        for (final float element : vector) {
            sum += (double)element * element;
        }
        return Math.sqrt(sum);
    }

    private static double length(final double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(element -> element * element).sum());
    }
}
