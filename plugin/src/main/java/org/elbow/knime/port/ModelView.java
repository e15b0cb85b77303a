package org.elbow.knime.port;

import java.util.LinkedHashMap;
import java.util.Map;

import org.elbow.knime.ViewData;
import org.elbow.knime.ViewPage;
import org.elbow.vae.VaeModel;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataTableSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DefaultRow;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataContainer;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.ExecutionContext;

/**
 * What a node's view shows of a model: its networks, objective, training and columns. A node keeps {@link #table} as internal
 * data, has its page made by {@link #page()}, or puts {@link #SCRIPT} before a script of its own, and gives it {@link #data}.
 */
public final class ModelView {

    /** Gives a page {@code Elbow.model(parent, data)}, which shows a model among other things. */
    public static final String SCRIPT = "/org/elbow/knime/port/model.js";

    private static final int SECTION = 0;

    private static final int NAME = 1;

    private static final int VALUE = 2;

    private static final int SIZE = 3;

    private ModelView() {
    }

    /** @return a page that shows a model and nothing else; its data is what {@link #data} gives */
    public static String page() {
        return ViewPage.html(ModelView.class, SCRIPT, "model-page.js");
    }

    /**
     * @param exec of the node
     * @param model to be shown
     * @return a small table, to be kept as internal data
     */
    public static BufferedDataTable table(final ExecutionContext exec, final VaeModel model) {
        final DataTableSpecCreator spec = new DataTableSpecCreator();
        spec.addColumns(new DataColumnSpecCreator("Section", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("Name", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("Value", StringCell.TYPE).createSpec(),
            new DataColumnSpecCreator("Size", IntCell.TYPE).createSpec());
        final DataTableSpec columns = spec.createSpec();
        final BufferedDataContainer container = exec.createDataContainer(columns);
        int row = 0;
        for (final ModelSummary.Section section : ModelSummary.sections(model)) {
            for (final ModelSummary.Entry entry : section.entries()) {
                container.addRowToTable(new DefaultRow("Row" + row++, text(section.title()), text(entry.name()),
                    text(entry.value()), entry.size() == 0 ? DataType.getMissingCell() : new IntCell(entry.size())));
            }
        }
        container.close();
        return container.getTable();
    }

    private static DataCell text(final String text) {
        return new StringCell(text);
    }

    /**
     * @param table that {@link #table} made
     * @return what the page is given: the sections by their titles, each a list of entries with name, value and size
     */
    public static Map<String, Object> data(final BufferedDataTable table) {
        final Map<String, Object> sections = new LinkedHashMap<>();
        for (final DataRow row : ViewData.rows(table)) {
            final Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", row.getCell(NAME).toString());
            entry.put("value", row.getCell(VALUE).toString());
            entry.put("size", ViewData.number(row.getCell(SIZE)));
            ViewData.list(sections, row.getCell(SECTION).toString()).add(entry);
        }
        return sections;
    }
}
