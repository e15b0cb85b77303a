package org.elbow.workflows;

import static org.elbow.workflows.Nodes.GENERATOR;
import static org.elbow.workflows.Nodes.ORDERS;
import static org.elbow.workflows.Nodes.READER;
import static org.elbow.workflows.TestFlows.with;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;

import org.elbow.offline.headless.WorkflowWriter;
import org.elbow.workflows.FlowBuilder.Output;

/** Test flows of the nodes that make or read data. */
final class DataFlows {

    private DataFlows() {
    }

    static WorkflowWriter arrayReader() {
        final FlowBuilder flow = new FlowBuilder();
        final double[] numbers = IntStream.range(0, 15).mapToDouble(i -> i / 4.0 - 1).toArray();
        final String npy = flow.file("numbers.npy", SmallArrays.npy(numbers, 5, 3));
        final String csv = flow.file("numbers.csv", SmallArrays.csv(numbers, 3));
        final Output fromNpy = flow.node(READER, "NPY", Map.of("file", npy));
        final Output fromCsv = flow.node(READER, "CSV", Map.of("file", csv));
        flow.same("The same numbers", fromCsv, fromNpy);
        final Output first = flow.node(READER, "First two rows", Map.of("file", npy, "maxRows", 2));
        final Output rest = flow.node(READER, "The others below", Map.of("file", csv, "firstRow", 2), first);
        flow.same("All rows", rest, fromNpy);

        final byte[] pixels = new byte[6 * 5 * 4];
        IntStream.range(0, pixels.length).forEach(i -> pixels[i] = (byte)(i * 37));
        final String idx = flow.file("images-idx3-ubyte", SmallArrays.idx(pixels, 6, 5, 4));
        final String images = flow.file("images.npy", SmallArrays.npy(pixels, 6, 5, 4));
        final byte[] classes = {3, 1, 4, 1, 5, 9};
        final String labels = flow.file("labels-idx1-ubyte", SmallArrays.idx(classes, 6));
        final Map<String, Object> labelled =
            Map.of("labelFile", labels, "constantColumn", "origin", "constantValue", "small");
        final Output fromIdx = flow.node(READER, "Images from IDX", with(labelled, Map.of("file", idx)));
        final Output asImages =
            flow.node(READER, "Images from NPY", with(labelled, Map.of("file", images, "representation", "IMAGE")));
        flow.same("The same images", fromIdx, asImages);
        final Map<String, Object> vectors = Map.of("representation", "VECTOR", "integerScaling", "DIVIDE_BY_255");
        final Output vectorsOfIdx = flow.node(READER, "Vectors from IDX", with(vectors, Map.of("file", idx)));
        final Output passedOn = flow.node(READER, "No file: passed on", Map.of("incoming", "REPLACE"), vectorsOfIdx);
        final Output vectorsOfNpy = flow.node(READER, "Vectors from NPY", with(vectors, Map.of("file", images)));
        flow.same("The same vectors", passedOn, vectorsOfNpy);

        final byte[] squares = Arrays.copyOf(pixels, 6 * 4 * 4);
        final String flat = flow.file("labelled-images.csv", SmallArrays.labelledImages(classes, squares));
        final String grids = flow.file("squares.npy", SmallArrays.npy(squares, 6, 4, 4));
        final Map<String, Object> middle = Map.of("firstRow", 1, "maxRows", 4);
        final Output fromNames = flow.node(READER, "Pixels by their names", with(middle, Map.of("file", flat)));
        final Output fromGrids =
            flow.node(READER, "Squares from NPY", with(middle, Map.of("file", grids, "labelFile", labels)));
        flow.same("The same squares", fromNames, fromGrids);
        final Output named = flow.node(READER, "Label column as vectors",
            Map.of("file", flat, "labelColumn", "label", "representation", "VECTOR"));
        final Output vectorsOfGrids = flow.node(READER, "Label file as vectors",
            Map.of("file", grids, "labelFile", labels, "representation", "VECTOR"));
        flow.same("The same labelled vectors", named, vectorsOfGrids);

        final String damaged = flow.file("damaged.csv", "1.5,2\n3,x\n".getBytes(StandardCharsets.UTF_8));
        final Output reader = flow.node(READER, "Not a number", Map.of("file", damaged));
        return flow.fails(reader, "Line 2, column \"Column 2\" of \"_!_.*_!_damaged.csv\" holds \"x\", which is not a number with a "
            + "decimal point. Remove the column or correct the cell.").finish();
    }

    static WorkflowWriter factorImageGenerator() {
        final FlowBuilder flow = new FlowBuilder();
        final Map<String, Object> sprites = Map.of("size", 16, "rows", 20, "seed", 7, "hearts", false, "lightOnDark", true,
            "constantColumn", "origin", "constantValue", "drawn");
        flow.same("Same seed, same images", flow.node(GENERATOR, "Sprites", sprites),
            flow.node(GENERATOR, "The same sprites", sprites));
        final Map<String, Object> grid =
            Map.of("kind", "THREE_DOTS", "size", 16, "selection", "FULL_GRID", "dotPositions", 2, "representation", "VECTOR");
        flow.same("A grid needs no seed", flow.node(GENERATOR, "All dots", with(grid, Map.of("seed", 1))),
            flow.node(GENERATOR, "All dots again", with(grid, Map.of("seed", 2))));
        return flow.finish();
    }

    static WorkflowWriter orderTableGenerator() {
        final FlowBuilder flow = new FlowBuilder();
        final Map<String, Object> orders =
            Map.of("rows", 200, "seed", 7, "missingShare", 0.05, "irregularShare", 0.3, "extremeShare", 0.5);
        flow.same("Same seed, same orders", flow.node(ORDERS, "Orders", orders), flow.node(ORDERS, "The same orders", orders));
        final Map<String, Object> clean = Map.of("rows", 50, "seed", 7, "irregularShare", 0, "truthColumns", false);
        final Output some = flow.node(ORDERS, "Ordinary orders", clean);
        flow.same("No irregular row, no extreme value", flow.node(ORDERS, "Only extremes, of none",
            with(clean, Map.of("extremeShare", 1))), some);
        flow.node(ORDERS, "Irregular ones below", orders, some);
        return flow.finish();
    }
}
