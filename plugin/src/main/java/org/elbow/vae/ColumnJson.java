package org.elbow.vae;

import static org.elbow.vae.ModelJson.array;
import static org.elbow.vae.ModelJson.constant;
import static org.elbow.vae.ModelJson.flag;
import static org.elbow.vae.ModelJson.integer;
import static org.elbow.vae.ModelJson.name;
import static org.elbow.vae.ModelJson.number;
import static org.elbow.vae.ModelJson.requireKnown;
import static org.elbow.vae.ModelJson.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.elbow.data.ColumnEncoding;
import org.elbow.data.ImageEncoding;
import org.elbow.data.NominalEncoding;
import org.elbow.data.NumberType;
import org.elbow.data.NumericEncoding;
import org.elbow.data.Scaling;
import org.elbow.data.VectorEncoding;
import org.nd4j.shade.jackson.databind.JsonNode;
import org.nd4j.shade.jackson.databind.node.ArrayNode;
import org.nd4j.shade.jackson.databind.node.JsonNodeFactory;
import org.nd4j.shade.jackson.databind.node.ObjectNode;

/**
 * The encoding of a column in the description of a model. Fields that later versions added are written where they say something
 * only, and may be absent.
 */
final class ColumnJson {

    /** The fields of each type of column. */
    private static final Map<String, List<String>> FIELDS = Map.of(
        "number", List.of("name", "type", "scaling", "offset", "scale", "imputed_value", "number_type"),
        "vector", List.of("name", "type", "length", "scaling", "offset", "scale", "list", "number_type"),
        "image", List.of("name", "type", "width", "height", "channels", "adapted"),
        "nominal", List.of("name", "type", "categories", "imputed_category", "unknown_class"));

    private ColumnJson() {
    }

    static ObjectNode write(final ColumnEncoding column) {
        final ObjectNode node = JsonNodeFactory.instance.objectNode().put("name", column.column());
        if (column instanceof NumericEncoding numeric) {
            node.put("type", "number").put("scaling", name(numeric.scaling())).put("offset", numeric.offset()).put("scale",
                numeric.scale());
            if (numeric.imputes()) {
                node.put("imputed_value", numeric.imputedValue());
            }
            putType(node, numeric.type());
        } else if (column instanceof VectorEncoding vector) {
            node.put("type", "vector").put("length", vector.length()).put("scaling", name(vector.scaling()))
                .put("offset", vector.offset()).put("scale", vector.scale());
            if (vector.list()) {
                node.put("list", true);
            }
            putType(node, vector.type());
        } else if (column instanceof ImageEncoding image) {
            node.put("type", "image").put("width", image.imageWidth()).put("height", image.imageHeight()).put("channels",
                image.channels());
            if (image.adapted()) {
                node.put("adapted", true);
            }
        } else if (column instanceof NominalEncoding nominal) {
            final ArrayNode categories = node.put("type", "nominal").putArray("categories");
            nominal.categories().forEach(categories::add);
            if (nominal.imputes()) {
                node.put("imputed_category", nominal.imputedCategory());
            }
            if (nominal.unknownClass()) {
                node.put("unknown_class", true);
            }
        }
        return node;
    }

    /** Double numbers are not mentioned, as in files that know no other type. */
    private static void putType(final ObjectNode column, final NumberType type) {
        if (type != NumberType.DOUBLE) {
            column.put("number_type", name(type));
        }
    }

    private static NumberType numberType(final JsonNode column) {
        return column.has("number_type") ? constant(NumberType.class, text(column, "number_type")) : NumberType.DOUBLE;
    }

    /** How a column is scaled; a column without offset and scale need not say that it is not. */
    private static Scaling scaling(final JsonNode column) {
        return column.has("scaling") ? constant(Scaling.class, text(column, "scaling"))
            : column.has("offset") || column.has("scale") ? Scaling.STANDARDIZE : Scaling.NONE;
    }

    /** @throws IllegalArgumentException if a field is missing, not of its kind, or not known, with the column */
    static ColumnEncoding read(final JsonNode node) {
        final String column = text(node, "name");
        try {
            final String type = text(node, "type");
            if (!FIELDS.containsKey(type)) {
                throw new IllegalArgumentException(
                    "the type \"" + type + "\" is not known here; known are number, vector, image, nominal.");
            }
            requireKnown(node, FIELDS.get(type));
            return read(column, type, node);
        } catch (final IllegalArgumentException e) {
            throw new IllegalArgumentException("column \"" + column + "\": " + e.getMessage(), e);
        }
    }

    private static ColumnEncoding read(final String column, final String type, final JsonNode node) {
        return switch (type) {
            case "number" -> new NumericEncoding(column, scaling(node), number(node, "offset", 0),
                number(node, "scale", 1), number(node, "imputed_value", Double.NaN), numberType(node));
            case "vector" -> new VectorEncoding(column, integer(node, "length"), scaling(node),
                number(node, "offset", 0), number(node, "scale", 1), flag(node, "list"), numberType(node));
            case "image" -> new ImageEncoding(column, integer(node, "width"), integer(node, "height"),
                integer(node, "channels"), flag(node, "adapted"));
            default -> new NominalEncoding(column, texts(array(node, "categories")),
                node.has("imputed_category") ? text(node, "imputed_category") : null,
                flag(node, "unknown_class"));
        };
    }

    private static List<String> texts(final JsonNode array) {
        final List<String> texts = new ArrayList<>();
        for (final JsonNode element : array) {
            if (!element.isTextual()) {
                throw new IllegalArgumentException("the list holds " + element + ", which is not a text.");
            }
            texts.add(element.textValue());
        }
        return texts;
    }
}
