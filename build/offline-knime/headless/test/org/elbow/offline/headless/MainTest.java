package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.elbow.offline.headless.demo.DemoNodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line. */
class MainTest {

    @TempDir
    private Path temporary;

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    private int main(final String... arguments) {
        return Main.run(arguments, new PrintStream(console, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @AfterEach
    void forgetFiles() {
        System.clearProperty(Main.PLUGIN_FILES);
    }

    @Test
    void aFolderVariablesAndAnOutputFolderCanBeNamed() throws Exception {
        System.setProperty(Main.PLUGIN_FILES, Path.of(DemoNodes.class.getResource("plugin.xml").toURI()).toString());
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting");
        workflow.variable("a=b", "STRING").addString("value", "");
        workflow.variable("n", "INTEGER").addInt("value", 1);
        workflow.save();
        final var out = temporary.resolve("out");
        assertEquals(0, main("--variable", "n=4", workflow.folder().toString(), "--out=" + out), said());
        assertEquals(List.of("Counting (#1)", "run-results.txt"), WriteTest.names(out));
    }

    @Test
    void wrongUsageIsExplained() {
        for (final var wrong : List.of(new String[0], new String[]{"--fast", "x"}, new String[]{"x", "y"},
            new String[]{"x", "--out"}, new String[]{"x", "--variable", "name"}, new String[]{"x", "--variable", "=1"},
            new String[]{"x", "--variable", "a=1", "--variable", "a=2"})) {
            console.reset();
            assertEquals(2, main(wrong), List.of(wrong).toString());
            assertTrue(said().startsWith("error: ") && said().contains("usage: run-workflow FOLDER"), said());
        }
    }

    @Test
    void aWorkflowThatCannotBeRunIsAnError() {
        assertEquals(1, main(temporary.resolve("none").toString()));
        assertTrue(said().startsWith("error: There is no workflow folder"), said());
    }
}
