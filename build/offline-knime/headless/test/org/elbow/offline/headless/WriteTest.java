package org.elbow.offline.headless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;

import org.elbow.offline.OfflineExecution;
import org.elbow.offline.PortObjectStreams;
import org.elbow.offline.headless.demo.Mean;
import org.elbow.offline.headless.demo.MeanSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves in its output folder. */
class WriteTest {

    @TempDir
    private Path temporary;

    static List<String> names(final Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private Path write(final DemoWorkflow workflow) {
        final var out = temporary.resolve("new/out");
        assertEquals(0, HeadlessRunner.run(workflow.options().withOutput(out)).exitCode(), workflow.said());
        return out;
    }

    @Test
    void eachNodeHasAFolderWithItsTablesObjectsAndView() throws IOException {
        final var out = write(RunTest.centering(temporary, 3));
        assertEquals(List.of("Averaging (#2)", "Centering (#3)", "Counting (#1)", "run-results.txt"), names(out));
        assertEquals(List.of("Mean", "summary.txt", "view.html"), names(out.resolve("Averaging (#2)")));
        assertEquals(List.of("Centered_all.csv", "summary.txt"), names(out.resolve("Centering (#3)")));
        assertEquals(List.of("EXECUTED", "warning: an average hides much", "port 1 (Mean): mean of x = 2.0"),
            Files.readAllLines(out.resolve("Averaging (#2)/summary.txt")));
        assertEquals(List.of("out"), names(out.getParent()), "no draft is left");
    }

    @Test
    void tablesAreCsvFilesFromWhichNothingIsLost() throws IOException {
        final var out = write(new DemoWorkflow(temporary).node(1, "Mixing").save());
        assertEquals("Row ID,\"text, \"\"quoted\"\"\",whole,number,truth,list,image\r\n"
            + "\"a,b\",\"say \"\"so\"\",\nplease\",-1,0.30000000000000004,true,\"[1.0,null]\",Cells images/image-0.png\r\n"
            + "second,\"\",,,,,\r\n", Files.readString(out.resolve("Mixing (#1)/Cells.csv")));
        final var image = ImageIO.read(out.resolve("Mixing (#1)/Cells images/image-0.png").toFile());
        assertEquals(2, image.getWidth());
        assertEquals(3, image.getHeight());
    }

    @Test
    void otherObjectsAreInKnimesForm() throws Exception {
        final var folder = write(RunTest.centering(temporary, 3)).resolve("Averaging (#2)/Mean");
        final MeanSpec spec;
        try (var in = Files.newInputStream(folder.resolve("spec.zip"))) {
            spec = PortObjectStreams.loadSpec(MeanSpec.class, in);
        }
        try (var in = Files.newInputStream(folder.resolve("portobject.zip"))) {
            assertEquals(2.0,
                PortObjectStreams.loadObject(Mean.class, spec, in, new OfflineExecution().context()).value());
        }
    }

    @Test
    void viewsAreSingleFilesWithTheirDataAndFiles() throws IOException {
        final var html = Files.readString(write(RunTest.centering(temporary, 3)).resolve("Averaging (#2)/view.html"));
        assertTrue(html.startsWith("<!DOCTYPE html><html><head>\n<script>"), html);
        assertTrue(html.contains("\\\"rows\\\":3"), html);
        assertTrue(html.contains("<script>\nshow('<\\/script>');\n</script>"), html);
        assertTrue(html.contains("src=\"data:image/svg+xml;base64,PHN2Zy8+\""), html);
        assertTrue(html.contains("href=\"https://www.example.org\""), html);
        assertEquals(2, html.split("</script>", -1).length - 1, "data must not end the script");
        assertTrue(html.indexOf("UIExtensionRequest") < html.indexOf("show("), "the answers must be there first");
    }

    @Test
    void resultsOfAnEarlierRunAreReplacedAndOtherFilesKept() throws IOException {
        final var out = write(RunTest.centering(temporary, 3));
        Files.writeString(out.resolve("notes.txt"), "mine");
        write(new DemoWorkflow(temporary.resolve("other")).node(1, "Mixing").save());
        assertEquals(List.of("Mixing (#1)", "notes.txt", "run-results.txt"), names(out));
    }

    @Test
    void aFolderWithOtherFilesIsRefused() throws IOException {
        final var workflow = RunTest.centering(temporary, 3);
        final var out = Files.createDirectory(temporary.resolve("mine"));
        Files.writeString(out.resolve("thesis.txt"), "all of it");
        final var result = HeadlessRunner.run(workflow.options().withOutput(out));
        assertEquals(1, result.exitCode());
        assertTrue(result.refusal().orElseThrow().contains("holds other files"));
        assertEquals(List.of("thesis.txt"), names(out));
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedBeforeAnythingRuns() throws IOException {
        final var workflow = RunTest.centering(temporary, 3);
        final var file = Files.writeString(temporary.resolve("file"), "");
        for (final var out : List.of(file, file.resolve("below"))) {
            final var result = HeadlessRunner.run(workflow.options().withOutput(out));
            assertEquals(1, result.exitCode());
            assertTrue(result.refusal().orElseThrow().startsWith("The output folder " + out), result.refusal().get());
        }
        assertFalse(workflow.said().contains("executed"), workflow.said());
    }

    @Test
    void whatNodesMadeBeforeAFailureIsKept() {
        final var workflow = new DemoWorkflow(temporary).node(1, "Counting").node(2, "Broken").connect(1, 1, 2, 1).save();
        final var out = temporary.resolve("out");
        assertEquals(1, HeadlessRunner.run(workflow.options().withOutput(out)).exitCode());
        assertEquals(List.of("Numbers.csv", "summary.txt"), names(out.resolve("Counting (#1)")));
        assertEquals(List.of("summary.txt"), names(out.resolve("Broken (#2)")));
    }
}
