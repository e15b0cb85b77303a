package org.elbow.offline.headless;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.knime.core.node.NodeSettingsWO;

/** What KNIME keeps with a workflow besides its nodes. The date is always the same, so that equal workflows have equal files. */
final class WorkflowMetadata {

    private static final String DATE = "2026-11-22 12:00:00 +0000";

    private static final String INSTANT = "2026-11-22T12:00:00Z";

    private WorkflowMetadata() {
    }

    static void addAuthor(final NodeSettingsWO author) {
        author.addString("authored-by", "Elbow");
        author.addString("authored-when", DATE);
        author.addString("lastEdited-by", null);
        author.addString("lastEdited-when", null);
    }

    static void write(final Path folder) throws IOException {
        Files.writeString(folder.resolve("workflow-metadata.xml"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <workflow-metadata content-type="text/plain" xmlns="http://www.knime.org/core/node/workflow/metadata/v1.0">
                <last-modified>%s</last-modified>
                <description/>
            </workflow-metadata>
            """.formatted(INSTANT));
        Files.writeString(folder.resolve("workflowset.meta"), """
            <?xml version="1.0" encoding="UTF-8"?>
            <!--This file is auto-generated and is overwritten each time the workflow is saved.
                The metadata have moved to the `workflow-metadata.xml` file.-->
            <KNIMEMetaInfo nrOfElements="2" xmlns="http://www.knime.org/2.9/metainfo">
                <element form="multiline" name="Comments" read-only="false"/>
                <element form="text" name="Last Edited" read-only="true">%s</element>
            </KNIMEMetaInfo>
            """.formatted(DATE));
    }
}
