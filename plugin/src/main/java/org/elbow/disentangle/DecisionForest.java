package org.elbow.disentangle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import org.elbow.nn.Progress;
import org.elbow.nn.RandomStreams;

/**
 * Classification trees on resampled rows (Breiman 1996, "Bagging Predictors"), for the sake of their importances: how much the
 * splits by an input lower the Gini impurity. Every split looks at all inputs, so that inputs without information are used only
 * by chance, and of equally good ones takes any at random.
 *
 * <p>Written here as no library serves: Tribuo's trees count splits instead of weighing them, Smile's are under the GPL or LGPL
 * since version 2 and depend on threads before, and neither can be cancelled.
 */
final class DecisionForest {

    private static final int TREES = 20;

    private static final int DEEPEST = 12;

    private static final int SMALLEST_LEAF = 5;

    /** A split, or a leaf, which has no children. */
    private record Node(int input, double threshold, Node below, Node above, int majority) {

        int classOf(final double[] x) {
            Node node = this;
            while (node.below != null) {
                node = x[node.input] < node.threshold ? node.below : node.above;
            }
            return node.majority;
        }
    }

    /** A split that is being looked for: the first {@code left} rows in the order of an input go below. */
    private record Split(int input, int[] order, int left, double gain) {
    }

    private final double[][] inputs;

    private final int[] classes;

    private final int classCount;

    private final double[] importance;

    private final List<Node> trees = new ArrayList<>();

    private DecisionForest(final double[][] inputs, final int[] classes, final int classCount) {
        this.inputs = inputs;
        this.classes = classes;
        this.classCount = classCount;
        importance = new double[inputs[0].length];
    }

    /**
     * @param inputs [rows][inputs]; not modified
     * @param classes of the rows, in [0, classCount)
     * @param progress hears of every tree
     * @throws CancellationException if {@code progress} cancels
     */
    static DecisionForest train(final double[][] inputs, final int[] classes, final int classCount, final long seed,
        final Progress progress) {
        final DecisionForest forest = new DecisionForest(inputs, classes, classCount);
        for (int tree = 0; tree < TREES; tree++) {
            progress.update((double)tree / TREES, null);
            final SplittableRandom random = RandomStreams.of(seed, tree);
            final int[] rows = new int[inputs.length];
            Arrays.setAll(rows, i -> random.nextInt(inputs.length));
            forest.trees.add(forest.grow(rows, 0, random));
        }
        return forest;
    }

    /** @return each input's share of what all splits gain, [inputs]; they sum to 1, or are all 0 if nothing was split */
    double[] importance() {
        final double sum = Arrays.stream(importance).sum();
        return Arrays.stream(importance).map(gain -> sum == 0 ? 0 : gain / sum).toArray();
    }

    /** The class that most trees say; of several the first. */
    int classOf(final double[] input) {
        final int[] votes = new int[classCount];
        trees.forEach(tree -> votes[tree.classOf(input)]++);
        return largest(votes);
    }

    private static int largest(final int[] counts) {
        int largest = 0;
        for (int i = 1; i < counts.length; i++) {
            largest = counts[i] > counts[largest] ? i : largest;
        }
        return largest;
    }

    private Node grow(final int[] rows, final int depth, final SplittableRandom random) {
        final int[] counts = new int[classCount];
        for (final int row : rows) {
            counts[classes[row]]++;
        }
        final Node leaf = new Node(0, 0, null, null, largest(counts));
        if (counts[leaf.majority] == rows.length || depth == DEEPEST || rows.length < 2 * SMALLEST_LEAF) {
            return leaf;
        }
        Split best = null;
        for (final int input : shuffled(importance.length, random)) {
            final Split split = bestSplit(rows, counts, input);
            best = split != null && (best == null || split.gain > best.gain) ? split : best;
        }
        if (best == null) {
            return leaf;
        }
        importance[best.input] += best.gain;
        final double above = inputs[best.order[best.left]][best.input];
        final double middle = (inputs[best.order[best.left - 1]][best.input] + above) / 2;
        return new Node(best.input, middle > inputs[best.order[best.left - 1]][best.input] ? middle : above,
            grow(Arrays.copyOf(best.order, best.left), depth + 1, random),
            grow(Arrays.copyOfRange(best.order, best.left, rows.length), depth + 1, random), leaf.majority);
    }

    private static int[] shuffled(final int count, final SplittableRandom random) {
        final int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            final int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The split by one input that lowers n · (1 − Σ p²) most, or {@code null} if none does. */
    private Split bestSplit(final int[] rows, final int[] counts, final int input) {
        final int[] order = sorted(rows, input);
        final int[] left = new int[classCount];
        final int[] right = counts.clone();
        double leftSquares = 0;
        double rightSquares = Arrays.stream(counts).mapToDouble(count -> (double)count * count).sum();
        final double before = rightSquares / rows.length;
        double bestGain = 1e-9 * rows.length;
        int bestLeft = 0;
        for (int i = 0; i < order.length - SMALLEST_LEAF; i++) {
            final int label = classes[order[i]];
            leftSquares += 2 * left[label]++ + 1;
            rightSquares -= 2 * right[label]-- - 1;
            if (i + 1 >= SMALLEST_LEAF && inputs[order[i]][input] < inputs[order[i + 1]][input]) {
                final double gain = leftSquares / (i + 1) + rightSquares / (order.length - i - 1) - before;
                if (gain > bestGain) {
                    bestGain = gain;
                    bestLeft = i + 1;
                }
            }
        }
        return bestLeft == 0 ? null : new Split(input, order, bestLeft, bestGain);
    }

    private int[] sorted(final int[] rows, final int input) {
        // a number's place among the sorted ones, then the number of its row: sorts without objects
        final double[] values = new double[rows.length];
        final long[] keys = new long[rows.length];
        Arrays.setAll(values, i -> inputs[rows[i]][input]);
        for (int i = 0; i < rows.length; i++) {
            keys[i] = sortable((float)values[i]) << 32 | rows[i];
        }
        Arrays.sort(keys);
        final int[] order = new int[rows.length];
        Arrays.setAll(order, i -> (int)keys[i]);
        return order;
    }

    /** The bits of a number such that they are in the numbers' order. */
    private static long sortable(final float value) {
        final int bits = Float.floatToIntBits(value);
        return bits ^ (bits >> 31) & Integer.MAX_VALUE;
    }
}
