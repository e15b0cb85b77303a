package org.elbow.hamiltonian;

import java.util.Arrays;

/** Mean, quantiles and agreement of the draws that a row's chains made in one latent dimension. */
final class ChainMoments {

    private static final int FEWEST_DRAWS = 4;

    private final int chains;

    private final int draws;

    /** In the order of the chains, later sorted. */
    private final double[] values;

    private double mean;

    private double scaleReduction;

    ChainMoments(final int chains, final int draws) {
        this.chains = chains;
        this.draws = draws;
        values = new double[chains * draws];
    }

    /** Reads dimension {@code i} of {@code latent} from draws [particles][draws · latent], a row's from {@code first} on. */
    void read(final float[][] source, final int first, final int latent, final int i) {
        for (int chain = 0; chain < chains; chain++) {
            for (int draw = 0; draw < draws; draw++) {
                values[chain * draws + draw] = source[first + chain][draw * latent + i];
            }
        }
        mean = Arrays.stream(values).average().orElseThrow();
        scaleReduction = findScaleReduction();
        Arrays.sort(values);
    }

    double mean() {
        return mean;
    }

    /** R̂ = √(((n − 1)/n W + B/n)/W), B/n the variance of the chains' means, W the mean of the variances within chains. */
    double scaleReduction() {
        return scaleReduction;
    }

    private double findScaleReduction() {
        if (chains < 2 || draws < FEWEST_DRAWS) {
            return Double.NaN;
        }
        double between = 0;
        double within = 0;
        for (int chain = 0; chain < chains; chain++) {
            final int from = chain * draws;
            final double chainMean = Arrays.stream(values, from, from + draws).average().orElseThrow();
            between += (chainMean - mean) * (chainMean - mean) / (chains - 1);
            within += Arrays.stream(values, from, from + draws).map(x -> (x - chainMean) * (x - chainMean)).sum()
                / (draws - 1.0) / chains;
        }
        return within > 0 ? Math.sqrt((draws - 1.0) / draws + between / within) : Double.NaN;
    }

    /** The quantile with linear interpolation between draws. */
    double quantile(final double probability) {
        final double position = probability * (values.length - 1);
        final int below = (int)position;
        final int above = Math.min(values.length - 1, below + 1);
        return values[below] + (position - below) * (values[above] - values[below]);
    }
}
