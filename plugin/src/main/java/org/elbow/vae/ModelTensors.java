package org.elbow.vae;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.elbow.data.DataException;
import org.elbow.data.Safetensors;

/** The tensors that a model needs, and what is found of them. */
final class ModelTensors {

    private static final int NAMED = 6;

    private final VaeStructure structure;

    private final Map<String, List<Integer>> shapes;

    ModelTensors(final VaeStructure structure) {
        this.structure = structure;
        this.shapes = structure.tensorShapes();
    }

    int parameterCount() {
        return structure.parameterCount();
    }

    /**
     * @param tensors the found ones; not changed
     * @param part where they were found, for messages
     * @return the parameters in the order of the engine
     * @throws DataException naming what is missing, of another shape, not finite, or of a layer that is not described
     */
    float[] parameters(final Map<String, Safetensors.Tensor> tensors, final String part) {
        final List<String> faults = new ArrayList<>();
        final Map<String, float[]> values = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            final Safetensors.Tensor tensor = tensors.get(name);
            final List<Integer> found = tensor == null ? null : Arrays.stream(tensor.shape()).boxed().toList();
            if (tensor == null) {
                faults.add("\"" + name + "\" of shape " + shape + " is missing");
            } else if (!found.equals(shape)) {
                faults.add("\"" + name + "\" has shape " + found + " instead of " + shape
                    + (isTransposed(found, shape) ? " (transpose it)" : ""));
            } else {
                values.put(name, tensor.floats());
                final int broken = notFinite(values.get(name));
                if (broken > 0) {
                    faults.add("\"" + name + "\" holds " + broken + (broken == 1 ? " number that is" : " numbers that are")
                        + " NaN, infinite or too large for 32 bits");
                }
            }
        });
        new TreeMap<>(tensors).keySet().stream().filter(this::belongsToNetworks).filter(name -> !shapes.containsKey(name))
            .forEach(name -> faults.add("\"" + name + "\" belongs to no layer that is described"));
        if (!faults.isEmpty()) {
            throw new DataException("The tensors in \"" + part + "\" are not those of the networks that \""
                + ModelParts.DESCRIPTION + "\" describes: " + String.join("; ", faults.subList(0, Math.min(NAMED, faults.size())))
                + (faults.size() > NAMED ? "; and " + (faults.size() - NAMED) + " more faults" : "") + ".");
        }
        return structure.fromTensors(values);
    }

    /**
     * What an objective learned beside the weights: vectors under other names than those of the networks.
     *
     * @param tensors the found ones; not changed
     * @param unused takes the names of the others
     */
    Map<String, float[]> learned(final Map<String, Safetensors.Tensor> tensors, final List<String> unused) {
        final Map<String, float[]> learned = new LinkedHashMap<>();
        new TreeMap<>(tensors).forEach((name, tensor) -> {
            if (!shapes.containsKey(name)) {
                if (tensor.shape().length == 1 && notFinite(tensor.floats()) == 0) {
                    learned.put(name, tensor.floats());
                } else {
                    unused.add(name);
                }
            }
        });
        return learned;
    }

    private boolean belongsToNetworks(final String name) {
        return List.of("encoder.", "decoder.", "mean.", "logvar.", "likelihood.").stream().anyMatch(name::startsWith);
    }

    private static boolean isTransposed(final List<Integer> found, final List<Integer> shape) {
        final List<Integer> reversed = new ArrayList<>(found);
        Collections.reverse(reversed);
        return shape.size() == 2 && reversed.equals(shape);
    }

    private static int notFinite(final float[] values) {
        int count = 0;
        for (final float value : values) {
            count += Float.isFinite(value) ? 0 : 1;
        }
        return count;
    }
}
