package org.elbow.workflows;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.elbow.offline.headless.SettingsRoundTrip;
import org.elbow.offline.headless.WorkflowWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** All workflow folders against the programs that write them; and the test flows, run. */
class WorkflowFoldersTest {

    /** A reader that waits for what is to be written leaves those behind it waiting. */
    private static final Set<String> WAITING = Set.of("test-flows/vae-writer");

    @TempDir
    private Path temporary;

    @TestFactory
    Stream<DynamicTest> testFlowsGoAsExpected() {
        return TestFlows.all().keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> {
            final Runs.Flow flow = Runs.testFlow(name);
            assertEquals(Optional.empty(), flow.result().refusal());
            assertEquals(Optional.of(List.of()), flow.result().testFailures(), flow.console());
        }));
    }

    @TestFactory
    Stream<DynamicTest> theFoldersAreThoseThatTheProgramsWrite() {
        return StoryWorkflows.withTestFlows().entrySet().stream()
            .map(workflow -> DynamicTest.dynamicTest(workflow.getKey(), () -> compare(workflow)));
    }

    private void compare(final Map.Entry<String, WorkflowWriter> workflow) throws Exception {
        final Path written = temporary.resolve(workflow.getKey());
        workflow.getValue().write(written, Runs.PLUGIN);
        final Path kept = Runs.WORKFLOWS.resolve(workflow.getKey());
        assertEquals(files(written), files(kept));
        for (final String file : files(written)) {
            if (file.startsWith("data/")) {
                assertArrayEquals(Files.readAllBytes(written.resolve(file)), Files.readAllBytes(kept.resolve(file)), file);
            } else {
                assertEquals(Files.readAllLines(written.resolve(file)), Files.readAllLines(kept.resolve(file)), file);
            }
        }
    }

    @Test
    void everyNodeHasATestFlow() throws IOException {
        final Set<String> lacking = new TreeSet<>();
        for (final URL registrations : Collections.list(Runs.PLUGIN.getResources("plugin.xml"))) {
            try (InputStream in = registrations.openStream()) {
                final Matcher factory = Pattern.compile("factory-class=\"(org\\.elbow\\.[^\"]+)\"")
                    .matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                factory.results().forEach(found -> lacking.add(found.group(1)));
            }
        }
        assertFalse(lacking.isEmpty());
        for (final String flow : TestFlows.all().keySet()) {
            try (Stream<Path> files = Files.walk(Runs.WORKFLOWS.resolve("test-flows").resolve(flow))) {
                for (final Path file : files.filter(path -> path.endsWith("settings.xml")).toList()) {
                    final String settings = Files.readString(file);
                    lacking.removeIf(factory -> settings.contains("value=\"" + factory + "\""));
                }
            }
        }
        assertEquals(Set.of(), lacking, "nodes that TestFlows has no flow for");
    }

    @Test
    void allFoldersAreWrittenByAProgram() throws IOException {
        try (Stream<Path> files = Files.walk(Runs.WORKFLOWS)) {
            final List<String> found = files.filter(file -> file.endsWith("workflow.knime"))
                .map(file -> Runs.WORKFLOWS.relativize(file.getParent()).toString().replace('\\', '/')).sorted().toList();
            assertEquals(List.copyOf(StoryWorkflows.withTestFlows().keySet()), found);
        }
    }

    @TestFactory
    Stream<DynamicTest> settingsSurviveBeingSavedByTheNodes() {
        return StoryWorkflows.withTestFlows().keySet().stream().map(name -> DynamicTest.dynamicTest(name, () -> assertEquals(
            List.of(), SettingsRoundTrip.differences(Runs.options(name, OutputStream.nullOutputStream())))));
    }

    /** Otherwise KNIME warns when it opens the workflow, since the state of some nodes is not the one that was saved. */
    @TestFactory
    Stream<DynamicTest> allNodesCanBeConfiguredWhenAWorkflowIsOpened() {
        return StoryWorkflows.withTestFlows().keySet().stream().map(name -> DynamicTest.dynamicTest(name,
            () -> assertTrue(Files.readString(Runs.WORKFLOWS.resolve(name).resolve("workflow.knime"))
                .contains("key=\"state\" type=\"xstring\" value=\"" + (WAITING.contains(name) ? "IDLE" : "CONFIGURED") + "\""))));
    }

    private static List<String> files(final Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .filter(file -> !file.startsWith("target/")).sorted().toList(); // what a run left there
        }
    }
}
